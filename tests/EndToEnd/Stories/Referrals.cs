namespace EndToEnd.Stories;

/// <summary>Referrals that differ in child and moment only.</summary>
internal static class Referrals
{
    public static string Of(string child, string receivedAt) =>
        $$"""
            { "receivedAt": "{{receivedAt}}", "referralSource": "2A", "concern": "Often hungry and unwashed.", "primaryNeed": "N1",
              "profile": "EN-WT2023",
              "team": "north", "family": "F-{{child}}",
              "child": { "localId": "C-{{child}}", "givenName": "Robin", "familyName": "Example", "dateOfBirth": "2019-05-14",
                "sex": "F", "ethnicity": "WBRI",
                         "preferredLanguage": "en", "disabilities": ["NONE"], "expectedDateOfBirth": null },
              "parents": [ { "name": "Alex Example", "relation": "mother", "parentalResponsibility": true,
                "knownToAdultServices": false } ] }
            """;
}
