package dev.modelwright.registry.model;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.Pinned;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Models as tests need them. */
public final class ModelFixture {

  public static final String ACCOUNT = "local/modelwright/default";
  public static final String OTHER_ACCOUNT = "local/modelwright/other";
  public static final String NAME = "housing.model";

  private static final Instant CREATED_AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private ModelFixture() {}

  public static NewModel request(UUID id, URI url) {
    return request(id, ACCOUNT, NAME, url);
  }

  public static NewModel request(UUID id, String account, String name, URI url) {
    return new NewModel(
        id, account, name, "my housing.model", List.of("myTag"), url, "application/zip", true);
  }

  public static Model model(UUID id, String account, String name, int version, String... tags) {
    return createdAt(CREATED_AT, id, account, name, version, tags);
  }

  public static Model createdAt(
      Instant createdAt, UUID id, String account, String name, int version, String... tags) {
    return new Model(
        id,
        account,
        name,
        version,
        null,
        List.of(tags),
        URI.create("https://example.com/housing.zip?sig=secret"),
        "application/zip",
        true,
        new Pinned(
            new ArtifactPath(
                "sha256/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            5_000_000_000L,
            ContentFormat.ZIP,
            "housing.zip",
            List.of("housing.model")),
        createdAt);
  }
}
