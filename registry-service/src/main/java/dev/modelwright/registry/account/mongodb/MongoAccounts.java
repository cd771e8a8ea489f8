package dev.modelwright.registry.account.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.modelwright.registry.account.AccountId;
import dev.modelwright.registry.account.Accounts;
import dev.modelwright.registry.account.AccountsUnavailableException;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.ModelManagementAccount.Sku;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Accounts in MongoDB; the id of a document is the account's as events spell it. */
public final class MongoAccounts implements Accounts {

  private static final String ID = "_id";
  private static final String SUBSCRIPTION = "subscription";
  private static final String GROUP = "group";
  private static final String NAME = "name";
  private static final String LOCATION = "location";
  private static final String TAGS = "tags";
  private static final String SKU = "sku";
  private static final String CAPACITY = "capacity";
  private static final String DESCRIPTION = "description";
  private static final String DEFAULT_ENVIRONMENT = "defaultEnvironment";
  private static final String CREATED_ON = "createdOn";
  private static final String MODIFIED_ON = "modifiedOn";

  private final MongoCollection<Document> collection;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoAccounts(MongoDatabase database) {
    this.collection = database.getCollection("accounts").withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public Optional<ModelManagementAccount> find(AccountId id) {
    return ask(() ->
        Optional.ofNullable(
            collection.find(eq(ID, id.toString())).map(MongoAccounts::read).first()));
  }

  @Override
  public boolean add(ModelManagementAccount account) {
    return ask(() -> {
      try {
        collection.insertOne(write(account));
        return true;
      } catch (MongoWriteException e) {
        if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
          return false;
        }
        throw e;
      }
    });
  }

  @Override
  public boolean replace(ModelManagementAccount account) {
    String id = AccountId.of(account).toString();
    return ask(() -> collection.replaceOne(eq(ID, id), write(account)).getMatchedCount() == 1);
  }

  @Override
  public boolean delete(AccountId id) {
    return ask(() -> collection.deleteOne(eq(ID, id.toString())).getDeletedCount() == 1);
  }

  @Override
  public List<ModelManagementAccount> list(
      String subscription, Optional<String> group, Optional<AccountId> after, int count) {
    String prefix = subscription + "/" + group.map(part -> part + "/").orElse("");
    List<Bson> conditions = new ArrayList<>();
    conditions.add(Filters.regex(ID, "^" + Pattern.quote(prefix)));
    after.ifPresent(last -> conditions.add(gt(ID, last.toString())));
    return ask(() ->
        collection
            .find(and(conditions))
            .sort(Sorts.ascending(ID))
            .limit(count)
            .map(MongoAccounts::read)
            .into(new ArrayList<>()));
  }

  /** Tags are a list of pairs: a key of MongoDB's may not hold what a tag may. */
  private static Document write(ModelManagementAccount account) {
    return new Document(ID, AccountId.of(account).toString())
        .append(SUBSCRIPTION, account.subscription())
        .append(GROUP, account.group())
        .append(NAME, account.name())
        .append(LOCATION, account.location())
        .append(
            TAGS,
            account.tags().entrySet().stream()
                .map(tag -> List.of(tag.getKey(), tag.getValue()))
                .toList())
        .append(SKU, account.sku().name())
        .append(CAPACITY, account.sku().capacity())
        .append(DESCRIPTION, account.description())
        .append(DEFAULT_ENVIRONMENT, account.defaultEnvironment())
        .append(CREATED_ON, Date.from(account.createdOn()))
        .append(MODIFIED_ON, Date.from(account.modifiedOn()));
  }

  private static ModelManagementAccount read(Document document) {
    Map<String, String> tags = new TreeMap<>();
    for (List<?> tag : document.getList(TAGS, List.class)) {
      tags.put((String) tag.get(0), (String) tag.get(1));
    }
    return new ModelManagementAccount(
        document.getString(SUBSCRIPTION),
        document.getString(GROUP),
        document.getString(NAME),
        document.getString(LOCATION),
        tags,
        new Sku(document.getString(SKU), document.getInteger(CAPACITY)),
        document.getString(DESCRIPTION),
        document.getString(DEFAULT_ENVIRONMENT),
        document.getDate(CREATED_ON).toInstant(),
        document.getDate(MODIFIED_ON).toInstant());
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new AccountsUnavailableException(e);
    }
  }
}
