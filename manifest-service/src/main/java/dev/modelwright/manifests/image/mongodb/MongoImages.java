package dev.modelwright.manifests.image.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.manifests.image.Image;
import dev.modelwright.manifests.image.ImageState;
import dev.modelwright.manifests.image.Images;
import dev.modelwright.manifests.image.PublishedImage;
import dev.modelwright.manifests.image.WaitingImages;
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
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;
import tools.jackson.databind.json.JsonMapper;

/** Images in MongoDB: what is searched for stands beside the image as it travels. */
public final class MongoImages implements Images {

  private static final String MANIFEST_ID = "manifestId";
  private static final String MANIFEST_NAME = "manifestName";
  private static final String MODEL_IDS = "modelIds";
  private static final String ENVIRONMENT = "environment";
  private static final String STATE = "state";
  private static final String IMAGE = "image";

  private static final String NOT_STARTED = ImageState.NotStarted.class.getSimpleName();
  private static final Bson WAITING =
      and(eq(STATE, NOT_STARTED), eq(VersionedDocuments.DELETED_AT, null));
  private static final long SECONDS_FOR_THE_QUEUE = 2;

  private final MongoCollection<Document> queue;
  private final VersionedDocuments documents;
  private final JsonMapper json;
  private volatile boolean queueIndexed;

  public MongoImages(MongoDatabase database, JsonMapper json) {
    MongoCollection<Document> images = database.getCollection("images");
    this.queue = images.withTimeout(SECONDS_FOR_THE_QUEUE, TimeUnit.SECONDS);
    this.documents = new VersionedDocuments(images, MANIFEST_ID, MANIFEST_NAME, MODEL_IDS, STATE);
    this.json = json;
  }

  @Override
  public Optional<Image> find(UUID id) {
    return documents.find(id).map(this::read);
  }

  @Override
  public Optional<Kept<Image>> findKept(UUID id) {
    return documents.findKept(id).map(kept -> kept.map(this::read));
  }

  @Override
  public boolean delete(Image seen, Instant now) {
    return documents.delete(seen.id(), eq(IMAGE, text(seen)), now).isPresent();
  }

  @Override
  public Image add(UUID id, String account, String name, IntFunction<Image> image) {
    return read(documents.add(id, account, name, version -> write(image.apply(version))));
  }

  /** What is stored is compared as text: the same image is always written the same way. */
  @Override
  public boolean replace(Image seen, ImageState next) {
    Document replacement =
        write(seen.with(next))
            .append(VersionedDocuments.ID, seen.id().toString())
            .append(VersionedDocuments.ACCOUNT, seen.account())
            .append(VersionedDocuments.NAME, seen.name());
    return documents.replace(seen.id(), eq(IMAGE, text(seen)), replacement);
  }

  @Override
  public Page<Image> list(String account, Filter filter, PageRequest page) {
    List<Bson> conditions = new ArrayList<>();
    filter.name().ifPresent(name -> conditions.add(eq(VersionedDocuments.NAME, name)));
    filter.manifestId().ifPresent(id -> conditions.add(eq(MANIFEST_ID, id.toString())));
    filter.manifestName().ifPresent(name -> conditions.add(eq(MANIFEST_NAME, name)));
    filter.modelId().ifPresent(id -> conditions.add(eq(MODEL_IDS, id.toString())));
    filter.state().ifPresent(state -> conditions.add(eq(STATE, state)));
    return documents.list(account, conditions, page).map(this::read);
  }

  @Override
  public List<Image> unfinished(EnvironmentId environment, int limit) {
    return documents
        .find(
            and(
                eq(ENVIRONMENT, environment.toString()),
                in(STATE, stateOf(ImageState.NotStarted.class), stateOf(ImageState.Running.class))),
            limit)
        .stream()
        .map(this::read)
        .toList();
  }

  private static String stateOf(Class<? extends ImageState> state) {
    return state.getSimpleName();
  }

  @Override
  public WaitingImages waiting() {
    createQueueIndex();
    Document oldest =
        queue.find(WAITING).sort(Sorts.ascending(VersionedDocuments.CREATED_AT)).first();
    return new WaitingImages(
        queue.countDocuments(WAITING),
        Optional.ofNullable(oldest)
            .map(document -> document.getDate(VersionedDocuments.CREATED_AT).toInstant()));
  }

  /** The first time only; it holds nothing but what waits. */
  private void createQueueIndex() {
    if (!queueIndexed) {
      queue.createIndex(
          Indexes.ascending(STATE, VersionedDocuments.CREATED_AT),
          new IndexOptions().name("queue").partialFilterExpression(eq(STATE, NOT_STARTED)));
      queueIndexed = true;
    }
  }

  private Document write(Image image) {
    return new Document(VersionedDocuments.VERSION, image.version())
        .append(VersionedDocuments.CREATED_AT, Date.from(image.createdAt()))
        .append(MANIFEST_ID, image.manifest().id().toString())
        .append(MANIFEST_NAME, image.manifest().name())
        .append(MODEL_IDS, image.manifest().modelIds().stream().map(UUID::toString).toList())
        .append(ENVIRONMENT, environmentOf(image))
        .append(STATE, stateOf(image.state().getClass()))
        .append(IMAGE, text(image));
  }

  /** Null for an image that says no environment, such as one of before there were any. */
  private static String environmentOf(Image image) {
    return Optional.ofNullable(image.computeResourceId())
        .flatMap(EnvironmentId::ofResource)
        .map(EnvironmentId::toString)
        .orElse(null);
  }

  private String text(Image image) {
    return json.writeValueAsString(PublishedImage.of(image));
  }

  private Image read(Document document) {
    return PublishedImage.read(
        json.readValue(document.getString(IMAGE), dev.modelwright.schemas.Image.class));
  }
}
