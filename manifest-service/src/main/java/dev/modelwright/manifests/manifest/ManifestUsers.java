package dev.modelwright.manifests.manifest;

import java.util.List;
import java.util.UUID;

/** What is made of manifests. */
public interface ManifestUsers {

  /**
   * Some of what uses a manifest; empty when nothing does.
   *
   * @param limit how many at most
   */
  List<User> of(String account, UUID manifest, int limit);

  /**
   * Something that is made of a manifest.
   *
   * @param title for people, for example {@code image 'housing:1'}
   */
  record User(UUID id, String title) {}
}
