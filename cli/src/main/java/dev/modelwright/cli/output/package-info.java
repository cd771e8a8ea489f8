/** Resources as JSON, tables and tab-separated lines. */
package dev.modelwright.cli.output;
