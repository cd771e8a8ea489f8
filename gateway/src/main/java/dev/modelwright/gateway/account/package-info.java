/** Accounts, and the addresses of what they hold. */
package dev.modelwright.gateway.account;
