/** The container registry over HTTP. */
package dev.modelwright.distribution.http;
