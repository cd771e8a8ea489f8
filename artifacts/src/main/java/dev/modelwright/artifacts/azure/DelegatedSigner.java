package dev.modelwright.artifacts.azure;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Signs with keys that Azure lends to our identity: nobody holds the account's key, and what we may
 * not do ourselves no signature of ours allows. Thread-safe.
 */
final class DelegatedSigner implements SasSigner {

  /** Azure lends a key for at most seven days. */
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Clocks differ: a key that begins now may begin later there. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final BlobServiceClient service;
  private final Clock clock;
  private UserDelegationKey key;

  DelegatedSigner(BlobServiceClient service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  @Override
  public String sign(BlobClient blob, BlobServiceSasSignatureValues values) {
    return blob.generateUserDelegationSas(values, keyUntil(values.getExpiryTime()));
  }

  /** A signature ends with its key, so the key must last as long. */
  private synchronized UserDelegationKey keyUntil(OffsetDateTime expiry) {
    OffsetDateTime now = OffsetDateTime.now(clock);
    if (expiry.isAfter(now.plus(LONGEST))) {
      throw new IllegalArgumentException(
          "Cannot sign a URL until %s: with an identity, Azure signs for at most 7 days. Lower modelwright.uploads.validity."
              .formatted(expiry));
    }
    if (key == null || key.getSignedExpiry().isBefore(expiry)) {
      key = service.getUserDelegationKey(now.minus(SKEW), now.plus(LONGEST));
    }
    return key;
  }
}
