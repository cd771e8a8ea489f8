package dev.modelwright.cli.upload;

import dev.modelwright.cli.gateway.Resource;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the server wants one file.
 *
 * @param url what requests call it afterwards
 * @param uploadUrl takes one PUT
 * @param headers that the PUT needs
 */
record UploadTarget(URI url, URI uploadUrl, Map<String, String> headers) {

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
