package dev.modelwright.artifacts.azure;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;

/** Signs shared access signatures, as the store is reached: by account key or by identity. */
@FunctionalInterface
interface SasSigner {

  /**
   * @return the query string of a URL
   */
  String sign(BlobClient blob, BlobServiceSasSignatureValues values);
}
