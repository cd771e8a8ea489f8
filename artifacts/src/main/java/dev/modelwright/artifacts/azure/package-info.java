/** The artifact store in Azure Blob storage. */
package dev.modelwright.artifacts.azure;
