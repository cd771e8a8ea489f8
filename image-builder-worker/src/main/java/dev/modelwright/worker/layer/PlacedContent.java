package dev.modelwright.worker.layer;

/**
 * Content and the folder of the image that it goes into.
 *
 * @param folder without a leading slash
 */
public record PlacedContent(String folder, PinnedContent content) {

  /** Where a file goes that is not unpacked. */
  String filePath() {
    return folder + "/" + content.fileName();
  }
}
