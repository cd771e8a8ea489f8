package dev.modelwright.cli.upload;

import dev.modelwright.cli.gateway.Resource;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the server wants one file.
 *
 * @param url what requests call it afterwards
 * @param uploadUrl takes one PUT, and tells and takes the rest when that broke off
 * @param headers that the PUT needs
 */
record UploadTarget(URI url, URI uploadUrl, Map<String, String> headers) {

  private static final String KEEPS_WHAT_CAME = "Upload-Complete";

  /** Whether an upload that broke off can go on (draft-ietf-httpbis-resumable-upload). */
  boolean isResumable() {
    return headers.keySet().stream().anyMatch(KEEPS_WHAT_CAME::equalsIgnoreCase);
  }

  static UploadTarget of(Resource answer) {
    Map<String, String> headers =
        answer
            .object("headers")
            .map(object ->
                object.json().properties().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString())))
            .orElse(Map.of());
    return new UploadTarget(
        URI.create(answer.requiredText("url")),
        URI.create(answer.requiredText("uploadUrl")),
        headers);
  }
}
