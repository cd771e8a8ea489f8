/** The container registry over HTTP. */
package dev.modelwright.worker.distribution.http;
