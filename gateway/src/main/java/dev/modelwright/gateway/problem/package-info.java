/** Reasons to refuse, beyond what every service of ours shares. */
package dev.modelwright.gateway.problem;
