/** Commands about images. */
package dev.modelwright.cli.image;
