package dev.modelwright.gateway.image;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.schemas.ImageRequestEvent.ImageCreationRequested;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The body of {@code POST /images}, checked as far as it can be by itself. */
public record CreateImageRequest(
    String name, String description, UUID manifestId, String imageType, String computeResourceId) {

  private static final List<String> IMAGE_TYPES = List.of("Docker");

  /** A component of a repository name (OCI distribution specification), at most 128 characters. */
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,128}$)[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");

  /**
   * @throws dev.modelwright.web.ProblemException that names everything that is wrong
   */
  public static CreateImageRequest read(RequestObject body) {
    String name =
        body.matching(
            "name",
            body.requiredText("name"),
            NAME,
            "is also the image's repository in the container registry, so it is 1 to 128 lower-case letters and digits with single '.', '_' or '-' between them");
    String description = body.text("description", RequestObject.MAX_TEXT);
    UUID manifestId = body.requiredId("manifestId");
    String imageType = body.choice("imageType", IMAGE_TYPES);
    String computeResourceId = body.text("computeResourceId");
    body.rejectIfBroken("create image");
    return new CreateImageRequest(name, description, manifestId, imageType, computeResourceId);
  }

  public ImageCreationRequested event(UUID id, Account account) {
    return new ImageCreationRequested(
        id, account.toString(), name, description, manifestId, imageType, computeResourceId);
  }
}
