package dev.modelwright.manifests.manifest.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import dev.modelwright.manifests.manifest.Manifests;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.storage.mongodb.VersionedDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;
import tools.jackson.databind.json.JsonMapper;

/** Manifests in MongoDB: what is searched for stands beside the manifest as it travels. */
public final class MongoManifests implements Manifests {

  private static final String MODEL_IDS = "modelIds";
  private static final String MANIFEST = "manifest";

  private final VersionedDocuments documents;
  private final JsonMapper json;

  public MongoManifests(MongoDatabase database, JsonMapper json) {
    this.documents = new VersionedDocuments(database.getCollection("manifests"), MODEL_IDS);
    this.json = json;
  }

  @Override
  public Optional<Manifest> find(UUID id) {
    return documents.find(id).map(this::read);
  }

  @Override
  public Optional<Kept<Manifest>> findKept(UUID id) {
    return documents.findKept(id).map(kept -> kept.map(this::read));
  }

  @Override
  public Optional<Manifest> delete(UUID id, String account, Instant now) {
    return documents.delete(id, eq(VersionedDocuments.ACCOUNT, account), now).map(this::read);
  }

  @Override
  public Manifest add(UUID id, String account, String name, IntFunction<Manifest> manifest) {
    return read(documents.add(id, account, name, version -> write(manifest.apply(version))));
  }

  @Override
  public Page<Manifest> list(String account, Filter filter, PageRequest page) {
    List<Bson> conditions = new ArrayList<>();
    filter.name().ifPresent(name -> conditions.add(eq(VersionedDocuments.NAME, name)));
    filter.modelId().ifPresent(id -> conditions.add(eq(MODEL_IDS, id.toString())));
    return documents.list(account, conditions, page).map(this::read);
  }

  private Document write(Manifest manifest) {
    return new Document(VersionedDocuments.VERSION, manifest.version())
        .append(VersionedDocuments.CREATED_AT, Date.from(manifest.createdAt()))
        .append(MODEL_IDS, manifest.modelIds().stream().map(UUID::toString).toList())
        .append(MANIFEST, json.writeValueAsString(manifest));
  }

  private Manifest read(Document document) {
    return json.readValue(document.getString(MANIFEST), Manifest.class);
  }
}
