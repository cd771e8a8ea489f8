/** Commands about models. */
package dev.modelwright.cli.model;
