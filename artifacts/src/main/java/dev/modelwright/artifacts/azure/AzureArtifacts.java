package dev.modelwright.artifacts.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.ConsistentReadControl;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.AppendBlobCreateOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactExistsException;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.InvalidSignatureException;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.Sha256;
import dev.modelwright.artifacts.SignedUrl;
import dev.modelwright.artifacts.UnknownArtifactException;
import dev.modelwright.artifacts.UrlPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An artifact store in one container of Azure Blob storage: the path of an object is the name of
 * its blob. Finished objects are block blobs with their digest as metadata, logs are append blobs.
 *
 * <p>Clients send uploads to Azure themselves. What they say about their bytes is not believed:
 * {@link #find} reads an upload to tell its digest, and the URL that they have creates a blob and
 * cannot replace it.
 */
public final class AzureArtifacts implements Artifacts {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration READ_LIMIT = Duration.ofSeconds(60);
  private static final Duration COPY_LIMIT = Duration.ofHours(1);
  private static final Duration COPY_PAUSE = Duration.ofMillis(200);
  private static final int READ_BLOCK_SIZE = 4 << 20;
  private static final int MOST_TRIES = 4;
  private static final List<String> SWEPT = List.of("uploads/", "staged/");

  private final BlobContainerClient container;
  private final URI containerUrl;
  private final URI publicUrl;
  private final SasSigner signer;
  private final HttpClient http;
  private final Clock clock;

  private AzureArtifacts(
      BlobContainerClient container,
      Optional<URI> publicUrl,
      SasSigner signer,
      HttpClient http,
      Clock clock) {
    this.container = container;
    this.containerUrl = URI.create(container.getBlobContainerUrl());
    this.publicUrl =
        publicUrl
            .map(account -> URI.create(account + "/" + container.getBlobContainerName()))
            .orElse(containerUrl);
    this.signer = signer;
    this.http = http;
    this.clock = clock;
    try {
      container.createIfNotExists();
    } catch (RuntimeException e) {
      throw new ArtifactStoreException(
          "Cannot use Azure container '%s': %s. Check modelwright.artifacts.azure and what the key or identity may do."
              .formatted(containerUrl, reason(e)),
          e);
    }
  }

  /**
   * A store reached by the key of a storage account.
   *
   * @param connectionString with the account's key, as the portal shows it
   * @param publicUrl of the account as clients reach it, when that is not its own address
   * @throws ArtifactStoreException when the container cannot be used
   */
  public static AzureArtifacts withKey(
      String connectionString, String container, Optional<URI> publicUrl, Clock clock) {
    if (!connectionString.contains("AccountKey=")
        && !connectionString.startsWith("UseDevelopmentStorage=true")) {
      throw new IllegalArgumentException(
          "Cannot use the connection string in modelwright.artifacts.azure.connection-string: it has no AccountKey, and without it no URL can be signed. Give the one with the key, or the endpoint and an identity.");
    }
    HttpClient http = http();
    BlobServiceClient service =
        new BlobServiceClientBuilder()
            .connectionString(connectionString)
            .httpClient(http)
            .retryOptions(retries())
            .buildClient();
    return new AzureArtifacts(
        service.getBlobContainerClient(container), publicUrl, BlobClient::generateSas, http, clock);
  }

  /**
   * A store reached by an identity of Microsoft Entra ID, which needs the roles Storage Blob Data
   * Contributor and, on the account, Storage Blob Delegator.
   *
   * @param endpoint of the account, {@code https://<account>.blob.core.windows.net}
   * @throws ArtifactStoreException when the container cannot be used
   */
  public static AzureArtifacts withIdentity(
      URI endpoint, String container, TokenCredential identity, Clock clock) {
    return withIdentity(endpoint, container, identity, http(), clock);
  }

  static AzureArtifacts withIdentity(
      URI endpoint, String container, TokenCredential identity, HttpClient http, Clock clock) {
    BlobServiceClient service =
        new BlobServiceClientBuilder()
            .endpoint(endpoint.toString())
            .credential(identity)
            .httpClient(http)
            .retryOptions(retries())
            .buildClient();
    return new AzureArtifacts(
        service.getBlobContainerClient(container),
        Optional.empty(),
        new DelegatedSigner(service, clock),
        http,
        clock);
  }

  private static HttpClient http() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT_LIMIT)
        .responseTimeout(READ_LIMIT)
        .readTimeout(READ_LIMIT)
        .writeTimeout(READ_LIMIT)
        .build();
  }

  private static RequestRetryOptions retries() {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        MOST_TRIES,
        READ_LIMIT,
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        null);
  }

  /**
   * Where to pass requests with signed URLs on to; empty when clients reach the account themselves.
   */
  public Optional<URI> passage() {
    return publicUrl.equals(containerUrl) ? Optional.empty() : Optional.of(containerUrl);
  }

  @Override
  public Artifact create(ArtifactPath path, InputStream content) {
    BlobClient blob = blob(path);
    if (ask("look up", path, blob::exists)) {
      throw exists(path);
    }
    String writer = UUID.randomUUID().toString();
    try {
      return new BlobWriter(blob.getBlockBlobClient(), writer).write(path, content);
    } catch (IOException e) {
      throw failed("store", path, e);
    } catch (BlobStorageException e) {
      if (!mayBeTaken(e) || !ask("look up", path, blob::exists)) {
        throw failed("store", path, e);
      }
      return find(path).filter(_ -> isBy(writer, path)).orElseThrow(() -> exists(path));
    }
  }

  /** The winner's commit throws away the blocks that the loser has staged. */
  private static boolean mayBeTaken(BlobStorageException e) {
    return isTaken(e) || BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode());
  }

  private static boolean isTaken(BlobStorageException e) {
    return e.getStatusCode() == 409 || e.getStatusCode() == 412;
  }

  private boolean isBy(String writer, ArtifactPath path) {
    return properties(path)
        .filter(blob -> writer.equals(blob.getMetadata().get(BlobWriter.WRITER)))
        .isPresent();
  }

  @Override
  public Artifact pin(Artifact artifact) {
    ArtifactPath path = ArtifactPath.pinned(artifact.sha256());
    Instant deadline = Instant.now().plus(COPY_LIMIT);
    Optional<Artifact> pinned = find(path);
    while (pinned.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new ArtifactStoreException(
            "Cannot pin artifact '%s': Azure has not copied it within an hour."
                .formatted(artifact.path()));
      }
      copy(artifact, path);
      pinned = find(path);
    }
    return pinned.get();
  }

  /** Within an account Azure copies by reference. */
  private void copy(Artifact artifact, ArtifactPath target) {
    Instant expiresAt = clock.instant().plus(COPY_LIMIT);
    URI source = signed(containerUrl, artifact.path(), Permission.READ, expiresAt);
    BlobClient blob = blob(target);
    try {
      blob.beginCopy(
              new BlobBeginCopyOptions(source.toString())
                  .setMetadata(Map.of(BlobWriter.SHA256, artifact.sha256()))
                  .setDestinationRequestConditions(BlobWriter.absent())
                  .setPollInterval(COPY_PAUSE))
          .waitForCompletion(COPY_LIMIT);
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        throw unknown(artifact.path());
      }
      if (!isTaken(e)) {
        throw failed("pin", artifact.path(), e);
      }
      awaitOther(blob, artifact.path());
    } catch (RuntimeException e) {
      throw failed("pin", artifact.path(), e);
    }
  }

  /** Somebody else copies the same bytes, or has broken off. */
  private void awaitOther(BlobClient blob, ArtifactPath source) {
    ask(
        "pin",
        source,
        () -> {
          CopyStatusType status = blob.getProperties().getCopyStatus();
          if (status == CopyStatusType.PENDING) {
            pause(source);
          } else if (status == CopyStatusType.FAILED || status == CopyStatusType.ABORTED) {
            blob.deleteIfExists();
          }
          return status;
        });
  }

  private static void pause(ArtifactPath path) {
    try {
      Thread.sleep(COPY_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactStoreException(
          "Cannot pin artifact '%s': interrupted, since this process stops.".formatted(path), e);
    }
  }

  @Override
  public Optional<Artifact> find(ArtifactPath path) {
    return properties(path)
        .filter(AzureArtifacts::isWhole)
        .map(blob -> {
          String sha256 = path.isUpload() ? null : blob.getMetadata().get(BlobWriter.SHA256);
          return new Artifact(path, sha256 == null ? hash(path, blob) : sha256, blob.getBlobSize());
        });
  }

  private static boolean isWhole(BlobProperties blob) {
    boolean copied = blob.getCopyStatus() == null || blob.getCopyStatus() == CopyStatusType.SUCCESS;
    return blob.getBlobType() == BlobType.BLOCK_BLOB && copied;
  }

  private String hash(ArtifactPath path, BlobProperties blob) {
    MessageDigest digest = Sha256.digest();
    ask(
        "read",
        path,
        () ->
            blob(path)
                .downloadStreamWithResponse(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                    null,
                    null,
                    new BlobRequestConditions().setIfMatch(blob.getETag()),
                    false,
                    null,
                    Context.NONE));
    return Sha256.hex(digest.digest());
  }

  @Override
  public InputStream read(ArtifactPath path, long offset) {
    BlobProperties blob = properties(path).orElseThrow(() -> unknown(path));
    long size = blob.getBlobSize();
    if (offset < 0 || offset > size) {
      throw new IllegalArgumentException(
          "Cannot read artifact '%s' from byte %d: it is shorter.".formatted(path, offset));
    }
    if (offset == size) {
      return InputStream.nullInputStream();
    }
    // A log grows while it is read; the bytes that it has do not change.
    return ask(
        "read",
        path,
        () ->
            blob(path)
                .openInputStream(
                    new BlobInputStreamOptions()
                        .setRange(new BlobRange(offset, size - offset))
                        .setBlockSize(READ_BLOCK_SIZE)
                        .setConsistentReadControl(
                            blob.getBlobType() == BlobType.APPEND_BLOB
                                ? ConsistentReadControl.NONE
                                : ConsistentReadControl.ETAG)));
  }

  @Override
  public boolean createLog(ArtifactPath path) {
    String writer = UUID.randomUUID().toString();
    try {
      blob(path)
          .getAppendBlobClient()
          .createWithResponse(
              new AppendBlobCreateOptions()
                  .setMetadata(Map.of(BlobWriter.WRITER, writer))
                  .setRequestConditions(BlobWriter.absent()),
              null,
              Context.NONE);
      return true;
    } catch (BlobStorageException e) {
      if (isTaken(e)) {
        return isBy(writer, path);
      }
      throw failed("create log", path, e);
    } catch (RuntimeException e) {
      throw failed("create log", path, e);
    }
  }

  @Override
  public void append(ArtifactPath path, long position, byte[] bytes) {
    try {
      blob(path)
          .getAppendBlobClient()
          .appendBlockWithResponse(
              new ByteArrayInputStream(bytes),
              bytes.length,
              null,
              new AppendBlobRequestConditions().setAppendPosition(position),
              null,
              Context.NONE);
    } catch (BlobStorageException e) {
      switch (e.getStatusCode()) {
        case 404 -> throw unknown(path);
        case 412 -> requireAppended(path, position, bytes);
        default -> throw failed("append to", path, e);
      }
    } catch (RuntimeException e) {
      throw failed("append to", path, e);
    }
  }

  /** The answer to our own append may have been lost, and the client repeated it. */
  private void requireAppended(ArtifactPath path, long position, byte[] bytes) {
    long size = logSize(path).orElseThrow(() -> unknown(path));
    boolean appended = size == position + bytes.length && holds(path, position, bytes);
    if (!appended) {
      throw new ArtifactStoreException(
          "Cannot append to log '%s' at byte %d: it has %d bytes, somebody else wrote to it."
              .formatted(path, position, size));
    }
  }

  private boolean holds(ArtifactPath path, long position, byte[] bytes) {
    try (InputStream content = read(path, position)) {
      return Arrays.equals(content.readAllBytes(), bytes);
    } catch (IOException e) {
      throw failed("append to", path, e);
    }
  }

  @Override
  public OptionalLong logSize(ArtifactPath path) {
    return properties(path)
        .filter(blob -> blob.getBlobType() == BlobType.APPEND_BLOB)
        .map(blob -> OptionalLong.of(blob.getBlobSize()))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public void delete(ArtifactPath path) {
    ask("delete", path, () -> blob(path).deleteIfExists());
  }

  @Override
  public int sweep(Instant before) {
    OffsetDateTime limit = before.atOffset(ZoneOffset.UTC);
    int count = 0;
    for (String prefix : SWEPT) {
      for (BlobItem blob : container.listBlobs(new ListBlobsOptions().setPrefix(prefix), null)) {
        if (blob.getProperties().getCreationTime().isBefore(limit)) {
          delete(new ArtifactPath(blob.getName()));
          count++;
        }
      }
    }
    return count;
  }

  @Override
  public SignedUrl sign(ArtifactPath path, Permission permission, Duration validity) {
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
    String token = ask("sign URL of", path, () -> signer.sign(blob(path), values));
    return URI.create("%s/%s?%s".formatted(base, UrlPath.encode(path.value()), token));
  }

  private static BlobSasPermission allowing(Permission permission) {
    return switch (permission) {
      case READ -> new BlobSasPermission().setReadPermission(true);
      case CREATE -> new BlobSasPermission().setCreatePermission(true);
    };
  }

  /** Azure is asked whether it takes the signature: it alone knows every key. */
  @Override
  public Optional<ArtifactPath> resolve(URI url) {
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
    ask("look up", path, () -> opens(url, path));
    return Optional.of(path);
  }

  private boolean opens(URI url, ArtifactPath path) {
    BlobClient blob =
        new BlobClientBuilder()
            .endpoint(
                "%s/%s?%s".formatted(containerUrl, UrlPath.encode(path.value()), url.getRawQuery()))
            .httpClient(http)
            .retryOptions(retries())
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

  private Optional<BlobProperties> properties(ArtifactPath path) {
    return ask(
        "look up",
        path,
        () -> {
          try {
            return Optional.of(blob(path).getProperties());
          } catch (BlobStorageException e) {
            if (e.getStatusCode() == 404) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private BlobClient blob(ArtifactPath path) {
    return container.getBlobClient(path.value());
  }

  private static <T> T ask(String verb, ArtifactPath path, Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidSignatureException | ArtifactStoreException | IllegalArgumentException e) {
      throw e;
    } catch (BlobStorageException e) {
      throw e.getStatusCode() == 404 ? unknown(path) : failed(verb, path, e);
    } catch (RuntimeException e) {
      throw failed(verb, path, e);
    }
  }

  private static ArtifactExistsException exists(ArtifactPath path) {
    return new ArtifactExistsException(
        "Cannot store artifact '%s': it is there already. Objects never change; use another path."
            .formatted(path));
  }

  private static UnknownArtifactException unknown(ArtifactPath path) {
    return new UnknownArtifactException(
        "Cannot read artifact '%s': there is none.".formatted(path));
  }

  private static ArtifactStoreException failed(String verb, ArtifactPath path, Exception e) {
    return new ArtifactStoreException(
        "Cannot %s artifact '%s' in Azure: %s.".formatted(verb, path, reason(e)), e);
  }

  /** Azure's own messages are XML documents; Azurite has none when its disk is full. */
  private static String reason(Exception e) {
    return e instanceof BlobStorageException refusal
        ? "it answered %d %s"
            .formatted(
                refusal.getStatusCode(),
                refusal.getErrorCode() == null
                    ? "without a reason; is its disk full?"
                    : refusal.getErrorCode())
        : String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
