using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Where each profile differs from England, typed once more from the parameter table: a slip in the data fails here.</summary>
public sealed class SeedProfileTests
{
    [Theory]
    [InlineData("S0-GENERIC", "planNotWorking may")]
    [InlineData("S1-GUERNSEY", """
        assessmentByFirstReview 3 Months
        cgFirst 10 CalendarDays
        cgDatesFixedAhead nextTwo Code
        legalPlanningMeetingUrgent 1 WorkingDays
        preProceedingsMax notApplicable Code
        careProceedingsMax notApplicable Code
        policeProtectionMax notApplicable Code
        epoMax notApplicable Code
        epoExtendedMax notApplicable Code
        lswQualifiedRequired no Flag
        planNotWorking must Code
        legalRoute GuernseyConvenor Code
        calendar GG Code
        timeZone Europe/Guernsey Code
        """)]
    [InlineData("S2-COUNCIL", """
        cgFirst 2 Weeks
        childInvite fromAge Code
        childInviteAge 13 Count
        """)]
    [InlineData("S3-SOUTHWEST", """
        cgLaterAfterFirstReview 2 Months
        cgLaterAfterFirstReviewAnchor laterOfFirstReviewAndPreviousCoreGroup Code
        planNotWorking must Code
        """)]
    [InlineData("S4-GREENWICH", """
        cgFirst 2 Weeks
        cgEarliest 6 Weeks
        cgSecond 9 Weeks
        cgLaterBeforeFirstReview 9 Weeks
        cgLaterAfterFirstReview 9 Weeks
        lswQualifiedRequired no Flag
        planNotWorking may Code
        """)]
    public void Parameters_SeedProfile_DifferFromEnglandOnlyHere(string id, string table)
    {
        var england = ProcedureLibrary.Get("EN-WT2023");
        var expected = table
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.EndsWith("may", StringComparison.Ordinal) ? line + " Code" : line)
            .Order(StringComparer.Ordinal);
        var differing = ProcedureLibrary
            .Get(id)
            .Parameters.Where(parameter =>
                parameter.Value.ToString() != england[parameter.Name].Value.ToString() || parameter.Unit != england[parameter.Name].Unit)
            .Select(parameter => $"{parameter.Name} {parameter.Value} {parameter.Unit}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, differing);
    }

    [Theory]
    [InlineData("EN-WT2023", "Lead social worker", "significant harm")]
    [InlineData("S0-GENERIC", "Lead Social Worker", "harm")]
    [InlineData("S1-GUERNSEY", "Lead professional", "serious harm")]
    [InlineData("S2-COUNCIL", "Social worker", "significant harm")]
    [InlineData("S3-SOUTHWEST", "Lead social worker", "significant harm")]
    [InlineData("S4-GREENWICH", "Key worker", "significant harm")]
    public void Labels_Profile_AreThePartnershipsWords(string id, string leadSocialWorker, string harm)
    {
        var profile = ProcedureLibrary.Get(id);
        Assert.Equal((leadSocialWorker, harm), (profile.Label("leadSocialWorker"), profile.Label("harmThreshold")));
    }

    /// <summary>England has had no register since April 2008 (S4-02); Guernsey keeps one.</summary>
    [Fact]
    public void Labels_Register_IsGuernseysOnly()
    {
        foreach (var profile in ProcedureLibrary.All)
        {
            Assert.Equal(profile.Id == "S1-GUERNSEY", profile.Labels.ContainsKey("register"));
            Assert.Equal(
                profile.Id == "S1-GUERNSEY", profile.Labels.Values.Any(label => label.Contains("egister", StringComparison.Ordinal)));
        }

        Assert.Equal("Child Protection Register", ProcedureLibrary.Get("S1-GUERNSEY").Label("register"));
    }

    [Fact]
    public void All_Profiles_AreTheSixAndCarryASourceForEveryValue()
    {
        Assert.Equal(["EN-WT2023", "S0-GENERIC", "S1-GUERNSEY", "S2-COUNCIL", "S3-SOUTHWEST", "S4-GREENWICH"], ProcedureLibrary.Ids);
        foreach (var parameter in ProcedureLibrary.All.SelectMany(profile => profile.Parameters))
        {
            Assert.NotEmpty(parameter.Source);
            Assert.All(parameter.Source, Assert.NotEmpty);
            Assert.NotNull(parameter.From);
        }
    }
}
