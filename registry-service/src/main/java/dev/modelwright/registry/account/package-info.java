/** Model management accounts: what isolates models, manifests and images from one another. */
package dev.modelwright.registry.account;
