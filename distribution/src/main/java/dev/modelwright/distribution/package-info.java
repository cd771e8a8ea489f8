/** What lies in the container registry and how to reach it: the words of the OCI distribution. */
package dev.modelwright.distribution;
