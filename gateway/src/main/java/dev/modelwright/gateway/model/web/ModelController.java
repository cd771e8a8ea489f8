package dev.modelwright.gateway.model.web;

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
import dev.modelwright.gateway.model.ModelRemover;
import dev.modelwright.gateway.model.RegisterModelRequest;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.ModelEvent;
import dev.modelwright.schemas.ModelEvent.ModelDeleted;
import dev.modelwright.schemas.ModelEvent.ModelRegistered;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
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
@RequestMapping({AccountPaths.SHORT + "/models", AccountPaths.ORIGINAL + "/models"})
final class ModelController {

  private static final String COLLECTION = "models";

  private final RequestBodies bodies;
  private final Exchange exchange;
  private final Catalog<Model> models;
  private final BlobUrls blobs;
  private final ModelRemover remover;
  private final Lists lists;
  private final Rejections rejections;

  ModelController(
      RequestBodies bodies,
      Exchange exchange,
      Catalog<Model> models,
      BlobUrls blobs,
      ModelRemover remover,
      Lists lists,
      Rejections rejections) {
    this.rejections = rejections;
    this.blobs = blobs;
    this.bodies = bodies;
    this.exchange = exchange;
    this.models = models;
    this.remover = remover;
    this.lists = lists;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ModelResource register(
      AccountUrls urls,
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey) {
    UUID id = RequestId.of(urls.account(), COLLECTION, idempotencyKey);
    RegisterModelRequest model =
        RegisterModelRequest.read(bodies.read(request)).mapped(blobs::mapped);
    return ModelResource.of(
        exchange.ask(model.event(id, urls.account()), urls.model(id), ModelController::registered));
  }

  private static Optional<Model> registered(Event fact) {
    return fact instanceof ModelEvent event
        ? switch (event) {
          case ModelRegistered registered -> Optional.of(registered.model());
          case ModelRegistrationRejected rejected -> throw new ProblemException(rejected.problem());
          case ModelDeleted _ -> Optional.empty();
        }
        : Optional.empty();
  }

  @GetMapping
  PageResource<ModelResource> list(AccountUrls urls, HttpServletRequest request) {
    ListQuery query = new ListQuery(request.getParameterMap()).texts("name").repeatable("tag");
    return lists.page(urls, COLLECTION, query, models, ModelResource::of);
  }

  /** 204 when there is nothing to delete. */
  @DeleteMapping("/{id}")
  ResponseEntity<ModelResource> delete(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("model", text);
    return remover
        .delete(urls.account(), id)
        .map(ModelResource::of)
        .map(ResponseEntity::ok)
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  ModelResource one(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("model", text);
    return models
        .find(urls.account(), id)
        .map(ModelResource::of)
        .orElseThrow(() -> PathId.unknown("model", id, rejections.find(urls.account(), id)));
  }
}
