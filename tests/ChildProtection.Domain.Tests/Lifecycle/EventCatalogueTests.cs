using System.Text.Json.Nodes;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Tests.Lifecycle;

public sealed class EventCatalogueTests
{
    [Fact]
    public void All_RecordsDerivedFromCaseEvent_AreInTheCatalogueOnce()
    {
        var records = typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent)));
        Assert.Equal(
            records.OrderBy(type => type.Name, StringComparer.Ordinal),
            EventCatalogue.All.Select(type => type.Data).OrderBy(type => type.Name, StringComparer.Ordinal));
        Assert.All(EventCatalogue.All, type => Assert.Equal(type.Name, EventNames.All[type.Data]));
    }

    [Fact]
    public void All_Types_HaveTitleAndRoles()
    {
        Assert.All(EventCatalogue.All, type => Assert.NotEmpty(type.Title));
        Assert.All(EventCatalogue.All, type => Assert.NotEmpty(type.Roles));
        Assert.Equal(EventCatalogue.All.Count, EventCatalogue.All.Select(type => type.Title).Distinct().Count());
    }

    [Fact]
    public void AgencyKinds_OfAType_GoWithTheRoleOfAgencies() =>
        Assert.All(EventCatalogue.All.Where(type => type.AgencyKinds.Count > 0), type => Assert.Contains(Role.Agency, type.Roles));

    // Domain 3.3, translated into account roles.
    [Theory]
    [InlineData("ReferralDecision", "TeamManager")]
    [InlineData("AssessmentSubmitted", "SocialWorker")]
    [InlineData("AssessmentCounterSigned", "TeamManager")]
    [InlineData("ConferenceHeld", "ConferenceChair")]
    [InlineData("ConferenceInquorate", "ConferenceChair")]
    [InlineData("CoreGroupHeld", "SocialWorker")]
    [InlineData("VisitMade", "SocialWorker,Agency")]
    [InlineData("DecisionLetterSent", "BusinessSupport,ConferenceChair")]
    [InlineData("CaseClosed", "TeamManager")]
    public void Roles_OfType_AreThoseOfTheProcedure(string type, string roles) =>
        Assert.Equal(roles.Split(','), EventCatalogue.Find(type)!.Roles.Select(role => role.ToString()));

    [Theory]
    [InlineData("conferenceHeld")]
    [InlineData("Fact")]
    public void Find_UnknownName_IsNull(string name) => Assert.Null(EventCatalogue.Find(name));

    [Fact]
    public void Schemas_AllTypes_StandAloneAndRefuseUnknownFields() => Assert.All(EventCatalogue.All, type =>
    {
        var schema = SchemaOf.Record(type.Data);
        Assert.DoesNotContain("\"$ref\"", schema.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("object", schema["type"]!.ToString());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.NotNull(schema["properties"]);
    });

    [Theory]
    [InlineData(typeof(ReferralReceived), "referralSource", "concern", "child")]
    [InlineData(typeof(ReferralDecision), "outcome")]
    [InlineData(typeof(StrategyDiscussionHeld), "attendees", "s47Initiated")]
    [InlineData(typeof(Section47Concluded), "outcome")]
    [InlineData(typeof(ConferenceBooked), "scheduledOn")]
    [InlineData(typeof(ConferenceHeld), "conferenceType", "chair", "attendance")]
    [InlineData(typeof(CoreGroupHeld), "progressReviewed", "changesConsidered")]
    [InlineData(typeof(VisitMade), "place", "childSeen")]
    [InlineData(typeof(CaseClosed), "closureCode")]
    public void Schema_RequiredFields_AreThoseThatMustBeGiven(Type record, params string[] required) =>
        Assert.Equal(required, SchemaOf.Record(record)["required"]!.AsArray().Select(field => field!.ToString()));

    [Theory]
    [InlineData(
        typeof(ReferralReceived), "/properties/referralSource/enum", "1A,1B,1C,1D,2A,2B,3A,3B,3C,3D,3E,3F,4,5A,5B,5C,5D,6,7,8,9,10")]
    [InlineData(typeof(ConferenceHeld), "/properties/categories/items/enum", "NEG,PHY,SAB,EMO")]
    [InlineData(typeof(ConferenceHeld), "/properties/visitInterval/properties/unit/enum", "workingDays,calendarDays,weeks,months,hours")]
    [InlineData(typeof(CaseClosed), "/properties/closureCode/enum", "RC1,RC2,RC3,RC4,RC5,RC6,RC7,RC8,RC9")]
    [InlineData(typeof(ReferralDecision), "/properties/outcome/enum", "noFurtherAction,earlyHelp,assess,strategyDiscussion")]
    public void Schema_Codes_AreListed(Type record, string path, string codes)
    {
        JsonNode? node = SchemaOf.Record(record);
        foreach (var step in path.Split('/').Skip(1))
            node = node![step];
        Assert.Equal(codes.Split(','), node!.AsArray().Where(code => code is not null).Select(code => code!.ToString()));
    }

    [Fact]
    public void Schema_DatesAndTexts_HaveTheirForm()
    {
        var booked = SchemaOf.Record(typeof(ConferenceBooked));
        Assert.Equal("date", booked["properties"]!["scheduledOn"]!["format"]!.ToString());
        Assert.Equal(1, SchemaOf.Record(typeof(ReferralReceived))["properties"]!["concern"]!["minLength"]!.GetValue<int>());
        Assert.Equal(1, SchemaOf.Record(typeof(ReportShared))["properties"]!["sharedWith"]!["minItems"]!.GetValue<int>());
    }
}
