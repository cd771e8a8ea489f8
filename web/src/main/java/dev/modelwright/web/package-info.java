/** What every HTTP surface of ours shares: checks of tokens, the error body and request ids. */
package dev.modelwright.web;
