package dev.modelwright.gateway.model;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The body of {@code POST /models}, checked. */
public record RegisterModelRequest(
    String name, String description, List<String> tags, URI url, String mimeType, boolean unpack) {

  private static final int MAX_TAGS = 1000;
  private static final int MAX_TAG = 256;
  private static final int MAX_MIME_TYPE = 255;

  /**
   * @throws dev.modelwright.web.ProblemException that names everything that is wrong
   */
  public static RegisterModelRequest read(RequestObject body) {
    String name = body.requiredName("name");
    String description = body.text("description", RequestObject.MAX_TEXT);
    List<String> tags = body.texts("tags", MAX_TAGS, MAX_TAG);
    URI url = body.requiredUrl("url");
    String mimeType = body.text("mimeType", MAX_MIME_TYPE);
    Boolean unpack = body.flag("unpack");
    body.rejectIfBroken("register model");
    return new RegisterModelRequest(
        name, description, tags, url, mimeType, Boolean.TRUE.equals(unpack));
  }

  /** The same with its URL as our store has it. */
  public RegisterModelRequest mapped(UnaryOperator<URI> urls) {
    return new RegisterModelRequest(name, description, tags, urls.apply(url), mimeType, unpack);
  }

  public ModelRegistrationRequested event(UUID id, Account account) {
    return new ModelRegistrationRequested(
        id, account.toString(), name, description, tags, url, mimeType, unpack);
  }
}
