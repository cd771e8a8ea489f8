/** Build logs as text in the artifact store. */
package dev.modelwright.worker.build.log;
