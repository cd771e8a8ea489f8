package dev.modelwright.registry.model.mongodb;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.Pinned;
import dev.modelwright.registry.model.Model;
import dev.modelwright.storage.mongodb.VersionedDocuments;
import java.net.URI;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;

/** A model as MongoDB keeps it. */
final class ModelDocument {

  static final String TAGS = "tags";

  private static final String DESCRIPTION = "description";
  private static final String URL = "url";
  private static final String MIME_TYPE = "mimeType";
  private static final String UNPACK = "unpack";
  private static final String CONTENT = "content";

  private static final String PATH = "path";
  private static final String SHA256 = "sha256";
  private static final String SIZE = "size";
  private static final String FORMAT = "format";
  private static final String FILE_NAME = "fileName";
  private static final String ROOTS = "roots";

  private ModelDocument() {}

  static Document write(Model model) {
    return new Document(VersionedDocuments.ID, model.id().toString())
        .append(VersionedDocuments.ACCOUNT, model.account())
        .append(VersionedDocuments.NAME, model.name())
        .append(VersionedDocuments.VERSION, model.version())
        .append(DESCRIPTION, model.description())
        .append(TAGS, model.tags())
        .append(URL, model.url().toString())
        .append(MIME_TYPE, model.mimeType())
        .append(UNPACK, model.unpack())
        .append(CONTENT, write(model.content()))
        .append(VersionedDocuments.CREATED_AT, Date.from(model.createdAt()));
  }

  private static Document write(Pinned content) {
    return new Document(PATH, content.path().value())
        .append(SHA256, content.sha256())
        .append(SIZE, content.size())
        .append(FORMAT, content.format().toString())
        .append(FILE_NAME, content.fileName())
        .append(ROOTS, content.roots());
  }

  static Model read(Document document) {
    return new Model(
        UUID.fromString(document.getString(VersionedDocuments.ID)),
        document.getString(VersionedDocuments.ACCOUNT),
        document.getString(VersionedDocuments.NAME),
        document.getInteger(VersionedDocuments.VERSION),
        document.getString(DESCRIPTION),
        document.getList(TAGS, String.class),
        URI.create(document.getString(URL)),
        document.getString(MIME_TYPE),
        document.getBoolean(UNPACK),
        readContent(document.get(CONTENT, Document.class)),
        document.getDate(VersionedDocuments.CREATED_AT).toInstant());
  }

  private static Pinned readContent(Document content) {
    return new Pinned(
        new ArtifactPath(content.getString(PATH)),
        content.getString(SHA256),
        content.getLong(SIZE),
        ContentFormat.of(content.getString(FORMAT)),
        content.getString(FILE_NAME),
        content.getList(ROOTS, String.class));
  }
}
