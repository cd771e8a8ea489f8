package dev.modelwright.gateway.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AccessRulesTests {

  private static final String MANAGED =
      "/subscriptions/S/resourceGroups/G/providers/Microsoft.MachineLearning";

  private final AccessRules rules = new AccessRules();

  @ParameterizedTest
  @CsvSource({
    "GET,    /models,                                                 reader,      local/modelwright/default",
    "POST,   /images/1/cancel,                                        contributor, local/modelwright/default",
    "DELETE, /models/1,                                               contributor, local/modelwright/default",
    "PROPFIND, /models,                                               contributor, local/modelwright/default",
    "GET,    /api/subscriptions/S/resourceGroups/G/accounts/A/models, reader,      s/g/a",
    "GET,    /API/Subscriptions/S/resourcegroups/G/Accounts/A,        reader,      s/g/a",
    "POST,   /api/subscriptions/S/resourceGroups/G/accounts/A/images, contributor, s/g/a",
    "GET,    MANAGEDModelManagement/accounts/A,                       reader,      s/g/a",
    "PUT,    MANAGEDModelManagement/accounts/A,                       owner,       s/g/a",
    "GET,    MANAGEDModelManagement/accounts,                         reader,      s/g",
    "PUT,    MANAGEDCompute/operationalizationClusters/E,             owner,       s/g",
    "POST,   MANAGEDCompute/operationalizationClusters/E/listKeys,    owner,       s/g",
    "GET,    /subscriptions/S/providers/X/accounts,                   reader,      s",
    "PUT,    /subscriptions/S/resourceGroups/G,                       owner,       s/g",
    "PUT,    /accounts/A,                                             owner,       local/modelwright/a",
    "GET,    /accounts,                                               reader,      local/modelwright",
    "POST,   /environments/E/listKeys,                                owner,       local/modelwright",
    "GET,    /servicePrincipals,                                      owner,       ''",
    "GET,    /SERVICEPRINCIPALS/1,                                    owner,       ''",
    "GET,    /actuator/prometheus,                                    reader,      ''",
    "DELETE, /signingKeys/1,                                          owner,       ''",
    "POST,   /whatever/comes/next,                                    contributor, local/modelwright/default"
  })
  void sayWhichRoleIsNeededWhere(String method, String path, String role, String scope) {
    assertThat(rules.of(new MockHttpServletRequest(method, path.replace("MANAGED", MANAGED))))
        .hasValueSatisfying(need -> {
          assertThat(need.role()).hasToString(role);
          assertThat(need.scope()).hasToString(scope);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "/api/subscriptions/a%20b/resourceGroups/G/accounts/A/models",
    "/api/subscriptions/a%2Fb/resourceGroups/G/accounts/A/models",
    "/accounts/%00"
  })
  void haveNothingToSayOfAnAccountThatCannotBe(String path) {
    assertThat(rules.of(new MockHttpServletRequest("GET", path))).isEmpty();
  }
}
