/** Build logs, whole or while they grow. */
package dev.modelwright.gateway.log;
