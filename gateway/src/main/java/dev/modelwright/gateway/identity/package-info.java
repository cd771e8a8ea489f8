/** Who calls and what they may do: roles, service principals, and the keys that sign our tokens. */
package dev.modelwright.gateway.identity;
