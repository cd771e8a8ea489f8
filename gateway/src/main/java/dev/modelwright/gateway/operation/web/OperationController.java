package dev.modelwright.gateway.operation.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.web.PathId;
import dev.modelwright.gateway.exchange.Rejections;
import dev.modelwright.schemas.Image;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An operation is a view of its image and has its id; nothing of its own is stored. */
@RestController
@RequestMapping({AccountPaths.SHORT + "/operations", AccountPaths.ORIGINAL + "/operations"})
final class OperationController {

  private final Catalog<Image> images;
  private final Rejections rejections;

  OperationController(Catalog<Image> images, Rejections rejections) {
    this.images = images;
    this.rejections = rejections;
  }

  @GetMapping("/{id}")
  OperationResource one(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("operation", text);
    return images
        .find(urls.account(), id)
        .map(image -> OperationResource.of(image, urls))
        .or(() ->
            rejections
                .find(urls.account(), id)
                .map(problem -> OperationResource.rejected(id, problem, urls)))
        .orElseThrow(() -> PathId.unknown("operation", id));
  }
}
