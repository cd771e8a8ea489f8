package dev.modelwright.artifacts.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
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
import com.azure.storage.blob.options.BlobInputStreamOptions;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.Sha256;
import dev.modelwright.artifacts.SignedUrl;
import dev.modelwright.artifacts.StoreName;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * An artifact store in one container of Azure Blob storage: the path of an object is the name of
 * its blob. Finished objects are block blobs with their digest as metadata, logs are append blobs.
 *
 * <p>Clients send uploads to Azure themselves. What they say about their bytes is not believed:
 * {@link #find} reads an upload to tell its digest, and the URL that they have creates a blob and
 * cannot replace it.
 */
public final class AzureArtifacts implements Artifacts {

  private static final int READ_BLOCK_SIZE = 4 << 20;
  private static final List<String> SWEPT = List.of("uploads/", "staged/");

  private final Blobs blobs;
  private final BlobUrls urls;
  private final BlobCopies copies;
  private final BlobLogs logs;

  private AzureArtifacts(
      StoreName name,
      BlobContainerClient container,
      Optional<URI> publicUrl,
      SasSigner signer,
      HttpClient http,
      Clock clock) {
    this.blobs = new Blobs(container);
    this.urls = new BlobUrls(blobs, publicUrl, signer, http, clock);
    this.copies = new BlobCopies(blobs, urls);
    this.logs = new BlobLogs(blobs);
    try {
      container.createIfNotExists();
    } catch (RuntimeException e) {
      throw new ArtifactStoreException(
          "Cannot use Azure container '%s': %s. Check %s.azure and what the key or identity may do."
              .formatted(container.getBlobContainerUrl(), AzureCalls.reason(e), name.settings()),
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
      StoreName name,
      String connectionString,
      String container,
      Optional<URI> publicUrl,
      Clock clock) {
    if (!connectionString.contains("AccountKey=")
        && !connectionString.startsWith("UseDevelopmentStorage=true")) {
      throw new IllegalArgumentException(
          "Cannot use the connection string in %s.azure.connection-string: it has no AccountKey, and without it no URL can be signed. Give the one with the key, or the endpoint and an identity."
              .formatted(name.settings()));
    }
    HttpClient http = AzureClients.http();
    BlobServiceClient service =
        new BlobServiceClientBuilder()
            .connectionString(connectionString)
            .httpClient(http)
            .retryOptions(AzureClients.retries())
            .buildClient();
    return new AzureArtifacts(
        name,
        service.getBlobContainerClient(container),
        publicUrl,
        BlobClient::generateSas,
        http,
        clock);
  }

  /**
   * A store reached by an identity of Microsoft Entra ID, which needs the roles Storage Blob Data
   * Contributor and, on the account, Storage Blob Delegator.
   *
   * @param endpoint of the account, {@code https://<account>.blob.core.windows.net}
   * @throws ArtifactStoreException when the container cannot be used
   */
  public static AzureArtifacts withIdentity(
      StoreName name, URI endpoint, String container, TokenCredential identity, Clock clock) {
    return withIdentity(name, endpoint, container, identity, AzureClients.http(), clock);
  }

  static AzureArtifacts withIdentity(
      StoreName name,
      URI endpoint,
      String container,
      TokenCredential identity,
      HttpClient http,
      Clock clock) {
    BlobServiceClient service =
        new BlobServiceClientBuilder()
            .endpoint(endpoint.toString())
            .credential(identity)
            .httpClient(http)
            .retryOptions(AzureClients.retries())
            .buildClient();
    return new AzureArtifacts(
        name,
        service.getBlobContainerClient(container),
        Optional.empty(),
        new DelegatedSigner(service, clock),
        http,
        clock);
  }

  /**
   * Where to pass requests with signed URLs on to; empty when clients reach the account themselves.
   */
  public Optional<URI> passage() {
    return urls.passage();
  }

  @Override
  public Artifact create(ArtifactPath path, InputStream content) {
    BlobClient blob = blobs.at(path);
    if (AzureCalls.ask("look up", path, blob::exists)) {
      throw AzureCalls.exists(path);
    }
    String writer = UUID.randomUUID().toString();
    try {
      return new BlobWriter(blob.getBlockBlobClient(), writer).write(path, content);
    } catch (IOException e) {
      throw AzureCalls.failed("store", path, e);
    } catch (BlobStorageException e) {
      if (!mayBeTaken(e) || !AzureCalls.ask("look up", path, blob::exists)) {
        throw AzureCalls.failed("store", path, e);
      }
      return find(path)
          .filter(_ -> blobs.isBy(writer, path))
          .orElseThrow(() -> AzureCalls.exists(path));
    }
  }

  /** The winner's commit throws away the blocks that the loser has staged. */
  private static boolean mayBeTaken(BlobStorageException e) {
    return AzureCalls.isTaken(e) || BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode());
  }

  @Override
  public Artifact pin(Artifact artifact) {
    ArtifactPath path = ArtifactPath.pinned(artifact.sha256());
    Instant deadline = Instant.now().plus(BlobCopies.LIMIT);
    Optional<Artifact> pinned = find(path);
    while (pinned.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new ArtifactStoreException(
            "Cannot pin artifact '%s': Azure has not copied it within an hour."
                .formatted(artifact.path()));
      }
      copies.copy(artifact, path);
      pinned = find(path);
    }
    return pinned.get();
  }

  @Override
  public Optional<Artifact> find(ArtifactPath path) {
    return blobs
        .properties(path)
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
    AzureCalls.ask(
        "read",
        path,
        () ->
            blobs
                .at(path)
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
    BlobProperties blob = blobs.properties(path).orElseThrow(() -> AzureCalls.unknown(path));
    long size = blob.getBlobSize();
    if (offset < 0 || offset > size) {
      throw new IllegalArgumentException(
          "Cannot read artifact '%s' from byte %d: it is shorter.".formatted(path, offset));
    }
    if (offset == size) {
      return InputStream.nullInputStream();
    }
    // A log grows while it is read; the bytes that it has do not change.
    return AzureCalls.ask(
        "read",
        path,
        () ->
            blobs
                .at(path)
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
    return logs.create(path);
  }

  @Override
  public void append(ArtifactPath path, long position, byte[] bytes) {
    logs.append(path, position, bytes);
  }

  @Override
  public OptionalLong logSize(ArtifactPath path) {
    return logs.size(path);
  }

  @Override
  public void delete(ArtifactPath path) {
    AzureCalls.ask("delete", path, () -> blobs.at(path).deleteIfExists());
  }

  @Override
  public int sweep(Instant before) {
    OffsetDateTime limit = before.atOffset(ZoneOffset.UTC);
    int count = 0;
    for (String prefix : SWEPT) {
      for (BlobItem blob :
          blobs.container().listBlobs(new ListBlobsOptions().setPrefix(prefix), null)) {
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
    return urls.sign(path, permission, validity);
  }

  @Override
  public Optional<ArtifactPath> resolve(URI url) {
    return urls.resolve(url);
  }
}
