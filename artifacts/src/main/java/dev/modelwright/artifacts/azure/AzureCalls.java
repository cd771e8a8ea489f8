package dev.modelwright.artifacts.azure;

import com.azure.storage.blob.models.BlobStorageException;
import dev.modelwright.artifacts.ArtifactExistsException;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.InvalidSignatureException;
import dev.modelwright.artifacts.UnknownArtifactException;
import java.util.function.Supplier;

/** Tells in words of ours what calls to Azure end with. */
final class AzureCalls {

  private AzureCalls() {}

  /**
   * @param verb for people: what is done with the artifact
   */
  static <T> T ask(String verb, ArtifactPath path, Supplier<T> question) {
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

  /** Somebody else has the path, or a condition on it does not hold. */
  static boolean isTaken(BlobStorageException e) {
    return e.getStatusCode() == 409 || e.getStatusCode() == 412;
  }

  static ArtifactExistsException exists(ArtifactPath path) {
    return new ArtifactExistsException(
        "Cannot store artifact '%s': it is there already. Objects never change; use another path."
            .formatted(path));
  }

  static UnknownArtifactException unknown(ArtifactPath path) {
    return new UnknownArtifactException(
        "Cannot read artifact '%s': there is none.".formatted(path));
  }

  static ArtifactStoreException failed(String verb, ArtifactPath path, Exception e) {
    return new ArtifactStoreException(
        "Cannot %s artifact '%s' in Azure: %s.".formatted(verb, path, reason(e)), e);
  }

  /** Azure's own messages are XML documents; Azurite has none when its disk is full. */
  static String reason(Exception e) {
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
