/** Places in the artifact store for files of clients. */
package dev.modelwright.gateway.upload;
