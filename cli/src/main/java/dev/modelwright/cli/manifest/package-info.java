/** Commands about manifests. */
package dev.modelwright.cli.manifest;
