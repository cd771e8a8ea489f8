/** What clients send: lenient in spelling, exact in words about what is wrong. */
package dev.modelwright.gateway.body;
