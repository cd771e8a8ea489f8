/** What describes the REST surface and the events to programs and people. */
package dev.modelwright.gateway.document;
