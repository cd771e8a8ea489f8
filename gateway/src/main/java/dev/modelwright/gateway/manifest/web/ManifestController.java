package dev.modelwright.gateway.manifest.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.blob.BlobUrls;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.web.ListQuery;
import dev.modelwright.gateway.catalog.web.Lists;
import dev.modelwright.gateway.catalog.web.PageResource;
import dev.modelwright.gateway.catalog.web.PathId;
import dev.modelwright.gateway.exchange.Exchange;
import dev.modelwright.gateway.exchange.Rejections;
import dev.modelwright.gateway.exchange.RequestId;
import dev.modelwright.gateway.manifest.CreateManifestRequest;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.ManifestEvent;
import dev.modelwright.schemas.ManifestEvent.ManifestCreated;
import dev.modelwright.schemas.ManifestEvent.ManifestDeleted;
import dev.modelwright.schemas.ManifestEvent.ManifestRejected;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping({AccountPaths.SHORT + "/manifests", AccountPaths.ORIGINAL + "/manifests"})
final class ManifestController {

  private static final String COLLECTION = "manifests";

  private final RequestBodies bodies;
  private final Exchange exchange;
  private final Catalog<Manifest> manifests;
  private final BlobUrls blobs;
  private final Lists lists;
  private final Rejections rejections;

  ManifestController(
      RequestBodies bodies,
      Exchange exchange,
      Catalog<Manifest> manifests,
      BlobUrls blobs,
      Lists lists,
      Rejections rejections) {
    this.rejections = rejections;
    this.blobs = blobs;
    this.bodies = bodies;
    this.exchange = exchange;
    this.manifests = manifests;
    this.lists = lists;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ManifestResource create(
      AccountUrls urls,
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey) {
    UUID id = RequestId.of(urls.account(), COLLECTION, idempotencyKey);
    CreateManifestRequest manifest =
        CreateManifestRequest.read(bodies.read(request)).mapped(blobs::mapped);
    return ManifestResource.of(
        exchange.ask(
            manifest.event(id, urls.account()), urls.manifest(id), ManifestController::created));
  }

  private static Optional<Manifest> created(Event fact) {
    return fact instanceof ManifestEvent event
        ? switch (event) {
          case ManifestCreated created -> Optional.of(created.manifest());
          case ManifestRejected rejected -> throw new ProblemException(rejected.problem());
          case ManifestDeleted _ -> Optional.empty();
        }
        : Optional.empty();
  }

  @GetMapping
  PageResource<ManifestResource> list(AccountUrls urls, HttpServletRequest request) {
    ListQuery query =
        new ListQuery(request.getParameterMap()).texts("name", "manifestName").ids("modelId");
    return lists.page(urls, COLLECTION, query, manifests, ManifestResource::of);
  }

  /** 204 when there is nothing to delete. */
  @DeleteMapping("/{id}")
  ResponseEntity<ManifestResource> delete(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("manifest", text);
    return manifests
        .delete(urls.account(), id)
        .map(ManifestResource::of)
        .map(ResponseEntity::ok)
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  ManifestResource one(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("manifest", text);
    return manifests
        .find(urls.account(), id)
        .map(ManifestResource::of)
        .orElseThrow(() -> PathId.unknown("manifest", id, rejections.find(urls.account(), id)));
  }
}
