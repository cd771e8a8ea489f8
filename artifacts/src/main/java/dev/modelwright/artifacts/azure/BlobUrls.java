package dev.modelwright.artifacts.azure;

import com.azure.core.http.HttpClient;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.InvalidSignatureException;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.SignedUrl;
import dev.modelwright.artifacts.UrlPath;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** URLs of blobs that carry a shared access signature. */
final class BlobUrls {

  private final Blobs blobs;
  private final URI containerUrl;
  private final URI publicUrl;
  private final SasSigner signer;
  private final HttpClient http;
  private final Clock clock;

  /**
   * @param account as clients reach it, when that is not its own address
   */
  BlobUrls(Blobs blobs, Optional<URI> account, SasSigner signer, HttpClient http, Clock clock) {
    this.blobs = blobs;
    this.containerUrl = URI.create(blobs.container().getBlobContainerUrl());
    this.publicUrl =
        account
            .map(url -> URI.create(url + "/" + blobs.container().getBlobContainerName()))
            .orElse(containerUrl);
    this.signer = signer;
    this.http = http;
    this.clock = clock;
  }

  /** Empty when clients reach the account themselves. */
  Optional<URI> passage() {
    return publicUrl.equals(containerUrl) ? Optional.empty() : Optional.of(containerUrl);
  }

  /** For Azure itself, to read with. */
  URI within(ArtifactPath path, Duration validity) {
    return signed(containerUrl, path, Permission.READ, clock.instant().plus(validity));
  }

  SignedUrl sign(ArtifactPath path, Permission permission, Duration validity) {
    if (permission == Permission.CREATE && !path.isUpload()) {
      throw new IllegalArgumentException(
          "'%s' is no place for uploads: what lies there is believed".formatted(path));
    }
    Instant expiresAt = clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    return new SignedUrl(
        signed(publicUrl, path, permission, expiresAt),
        permission == Permission.CREATE ? Map.of("x-ms-blob-type", "BlockBlob") : Map.of(),
        expiresAt);
  }

  /** A signature covers the account, the container and the path, not the address. */
  private URI signed(URI base, ArtifactPath path, Permission permission, Instant expiresAt) {
    BlobServiceSasSignatureValues values =
        new BlobServiceSasSignatureValues(expiresAt.atOffset(ZoneOffset.UTC), allowing(permission));
    String token = AzureCalls.ask("sign URL of", path, () -> signer.sign(blobs.at(path), values));
    return URI.create("%s/%s?%s".formatted(base, UrlPath.encode(path.value()), token));
  }

  private static BlobSasPermission allowing(Permission permission) {
    return switch (permission) {
      case READ -> new BlobSasPermission().setReadPermission(true);
      case CREATE -> new BlobSasPermission().setCreatePermission(true);
    };
  }

  /** Azure is asked whether it takes the signature: it alone knows every key. */
  Optional<ArtifactPath> resolve(URI url) {
    if (!UrlPath.isBelow(publicUrl, url)) {
      return Optional.empty();
    }
    ArtifactPath path = path(url);
    Map<String, String> query = UrlPath.query(url);
    if (!query.getOrDefault("sp", "").contains("r")) {
      throw new InvalidSignatureException(
          "Cannot read through the signed URL of '%s': it is for uploading. Give the URL for reading."
              .formatted(path));
    }
    if (hasExpired(query.get("se"))) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL of '%s': it has expired. Ask for a new URL.".formatted(path));
    }
    AzureCalls.ask("look up", path, () -> opens(url, path));
    return Optional.of(path);
  }

  private boolean opens(URI url, ArtifactPath path) {
    BlobClient blob =
        new BlobClientBuilder()
            .endpoint(
                "%s/%s?%s".formatted(containerUrl, UrlPath.encode(path.value()), url.getRawQuery()))
            .httpClient(http)
            .retryOptions(AzureClients.retries())
            .buildClient();
    try {
      return blob.exists();
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 403) {
        throw new InvalidSignatureException(
            "Cannot use the signed URL of '%s': Azure does not take its signature. Ask for a new URL."
                .formatted(path),
            e);
      }
      throw e;
    }
  }

  private boolean hasExpired(String expiry) {
    if (expiry == null) {
      return false;
    }
    try {
      return !clock.instant().isBefore(OffsetDateTime.parse(UrlPath.decode(expiry)).toInstant());
    } catch (DateTimeParseException _) {
      // A short form that we do not write: Azure tells.
      return false;
    }
  }

  private ArtifactPath path(URI url) {
    try {
      return new ArtifactPath(UrlPath.decode(UrlPath.below(publicUrl, url)));
    } catch (IllegalArgumentException e) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL '%s': it names no artifact.".formatted(UrlPath.shown(url)), e);
    }
  }
}
