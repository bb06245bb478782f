using System.Text.Json.Nodes;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Tests.Platform.Http;

namespace ChildProtection.Functions.Tests.Procedures;

public sealed class DueDateTests
{
    public static TheoryData<string> Ends =>
        ["0001-01-01", "1899-12-31", "1900-01-01", "2051-01-01", "2199-12-31", "2200-01-01", "9999-12-31"];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Compute_EveryDateRuleAtTheEndsOfTheCalendar_IsCountedOrRefused(string anchorOn)
    {
        var counted = 0;
        foreach (var profile in ProcedureCatalogue.Shipped.Newest)
            foreach (var parameter in profile.Parameters)
            {
                var fault = Record.Exception(() => Compute(profile, parameter.Name, anchorOn));

                Assert.True(
                    fault is null or ProblemException or CalendarException or ProcedureParameterException,
                    $"{profile.Id} {parameter.Name} {anchorOn}: {fault}");
                counted++;
            }

        Assert.NotEqual(0, counted);
    }

    private static void Compute(ProcedureProfile profile, string parameter, string anchorOn)
    {
        var body = DueDateBody.Read(ProblemAssert.Json(new JsonObject { ["parameter"] = parameter, ["anchorOn"] = anchorOn }));
        ProfileDueDates.Compute(profile, ProcedureCatalogue.Shipped.Calendar(profile.Calendar), body.Parameter, body.AnchorOn);
    }
}
