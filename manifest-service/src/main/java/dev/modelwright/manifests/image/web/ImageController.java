package dev.modelwright.manifests.image.web;

import dev.modelwright.manifests.image.ImageRemover;
import dev.modelwright.manifests.image.Images;
import dev.modelwright.manifests.image.PublishedImage;
import dev.modelwright.manifests.manifest.web.AccountPath;
import dev.modelwright.manifests.manifest.web.PageResource;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Images for other services of ours. */
@RestController
@RequestMapping("/accounts/{subscription}/{group}/{accountName}/images")
final class ImageController {

  private final Images images;
  private final ImageRemover remover;

  ImageController(Images images, ImageRemover remover) {
    this.images = images;
    this.remover = remover;
  }

  /** 200 with what is deleted now, 204 when there is nothing to delete, 409 while it is made. */
  @DeleteMapping("/{id}")
  ResponseEntity<Image> delete(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @PathVariable UUID id) {
    return remover
        .delete(id, AccountPath.account(subscription, group, accountName))
        .map(image -> ResponseEntity.ok(PublishedImage.of(image)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  Image one(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @PathVariable UUID id) {
    String account = AccountPath.account(subscription, group, accountName);
    return images
        .find(id)
        .filter(image -> image.account().equals(account))
        .map(PublishedImage::of)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownImage",
                    404,
                    "Cannot find image '%s': the account has none with this id. List those that are there."
                        .formatted(id))));
  }

  @GetMapping
  PageResource<Image> list(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @RequestParam Optional<String> name,
      @RequestParam Optional<UUID> manifestId,
      @RequestParam Optional<String> manifestName,
      @RequestParam Optional<UUID> modelId,
      @RequestParam Optional<String> state,
      @RequestParam(required = false) Integer count,
      @RequestParam(required = false) String skipToken) {
    Page<dev.modelwright.manifests.image.Image> page =
        images.list(
            AccountPath.account(subscription, group, accountName),
            new Images.Filter(name, manifestId, manifestName, modelId, state),
            PageRequest.of(count, skipToken));
    return PageResource.of(page.map(PublishedImage::of));
  }
}
