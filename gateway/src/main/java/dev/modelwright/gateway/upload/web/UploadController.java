package dev.modelwright.gateway.upload.web;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.SignedUrl;
import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.upload.UploadLimits;
import dev.modelwright.gateway.upload.UploadStores;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands out places in the artifact store. */
@RestController
@RequestMapping({AccountPaths.SHORT + "/uploads", AccountPaths.ORIGINAL + "/uploads"})
final class UploadController {

  private static final String UNNAMED = "content";
  private static final Pattern FILE_NAME =
      Pattern.compile("(?!\\.{1,2}$)[^\\p{Cntrl}/\\\\]{1,255}");

  private final RequestBodies bodies;
  private final Artifacts artifacts;
  private final UploadStores stores;
  private final UploadLimits limits;

  UploadController(
      RequestBodies bodies, Artifacts artifacts, UploadStores stores, UploadLimits limits) {
    this.bodies = bodies;
    this.artifacts = artifacts;
    this.stores = stores;
    this.limits = limits;
  }

  @PostMapping
  ResponseEntity<UploadResource> open(AccountUrls urls, HttpServletRequest request) {
    RequestObject body = bodies.readOptional(request);
    String fileName = fileName(body);
    String computeResourceId = body.text("computeResourceId");
    body.rejectIfBroken("open upload");
    ArtifactPath path =
        path(urls.account(), fileName).in(stores.of(urls.account(), computeResourceId));
    SignedUrl read = artifacts.sign(path, Permission.READ, limits.validity());
    SignedUrl create = artifacts.sign(path, Permission.CREATE, limits.validity());
    return ResponseEntity.created(read.url())
        .body(new UploadResource(read.url(), create.url(), create.headers(), create.expiresAt()));
  }

  private static String fileName(RequestObject body) {
    String name =
        body.matching(
            "fileName",
            body.text("fileName"),
            FILE_NAME,
            "is not the name of a file: 1 to 255 characters without slashes and control characters");
    return name == null ? UNNAMED : name;
  }

  private static ArtifactPath path(Account account, String fileName) {
    return ArtifactPath.upload(
        account.subscription(),
        account.group(),
        account.name(),
        UUID.randomUUID().toString(),
        fileName);
  }
}
