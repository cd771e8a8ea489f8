/** Commands about model management accounts. */
package dev.modelwright.cli.account;
