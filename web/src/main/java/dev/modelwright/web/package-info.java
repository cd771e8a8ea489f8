/** What every HTTP surface of ours shares: the bearer token, the error body and request ids. */
package dev.modelwright.web;
