using System.Globalization;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>
/// Every route and every event type, by every role, on every sort of case, against the matrix that is kept beside this test (F22).
/// </summary>
public sealed class AccessMatrixTests(CaseApi api) : IClassFixture<CaseApi>
{
    private const string NotApplicable = "-";
    private static readonly string[] Sorts = ["own", "otherTeam", "restricted", "allowed", "closed", "unknown"];

    private static readonly Dictionary<Role, string> Tokens = Enum.GetValues<Role>().ToDictionary(role => role, role => role == Role.Agency
        ? CaseApi.Token("by." + role, null, EventRows.Agency, role.ToString())
        : CaseApi.Token("by." + role, "north", null, role.ToString()));

    [Fact]
    public async Task EveryRoute_ByEveryRole_OnEverySortOfCase_AnswersAsTheMatrixSays()
    {
        var cases = await CasesAsync();
        var cells = Cells().ToArray();
        var wrong = new List<string>();
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (cell, _) =>
        {
            var status = await StatusAsync(cell, cases[cell.Sort]);
            if (status != cell.Status)
            {
                lock (wrong)
                    wrong.Add($"{cell.Operation},{cell.Role},{cell.Sort}: {status} instead of {cell.Status}");
            }
        });

        Assert.True(
            wrong.Count == 0,
            $"{wrong.Count} of {cells.Length} cells differ:{Environment.NewLine}{string.Join(Environment.NewLine, wrong.Order())}");
    }

    [Fact]
    public void Matrix_HasARowForEveryRouteAndEventAndRole()
    {
        var operations = ApiRoutes.All.Where(route => !route.Anonymous && route.Function != "RaiseEvent").Select(route => route.Function)
            .Concat(EventCatalogue.All.Select(type => "RaiseEvent:" + type.Name));
        var expected = operations.SelectMany(operation => Enum.GetNames<Role>().Select(role => $"{operation},{role}"));

        Assert.Equal(
            expected.Order(StringComparer.Ordinal), Lines().Select(line => string.Join(',', line[..2])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RestrictedCase_ToWhoMustNotKnow_LooksLikeNoCaseAtAll()
    {
        var restricted = await api.OpenAsync();
        await api.RestrictAsync(restricted, "someone.else");
        var unknown = Guid.NewGuid().ToString("D");

        foreach (var route in ApiRoutes.All.Where(route => route.Path.StartsWith("cases/{caseId}", StringComparison.Ordinal)))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var (hidden, nothing) = (await AnswerAsync(route, role, restricted.CaseId), await AnswerAsync(route, role, unknown));
                Assert.Equal(
                    nothing.Replace(unknown, "ID", StringComparison.Ordinal),
                    hidden.Replace(restricted.CaseId, "ID", StringComparison.Ordinal));
            }
        }
    }

    private async Task<string> AnswerAsync(ApiRoute route, Role role, string caseId)
    {
        using var response = await SendAsync(route, role, caseId, route.Function == "RaiseEvent" ? "NewConcern" : null);
        return $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private async Task<string> StatusAsync(Cell cell, string team)
    {
        var parts = cell.Operation.Split(':');
        using var response = await SendAsync(
            ApiRoutes.All.Single(route => route.Function == parts[0]), cell.Role, team, parts.ElementAtOrDefault(1));
        return ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Bodies hold a field that no schema knows: who is permitted gets 422, and nothing is changed.</summary>
    private Task<HttpResponseMessage> SendAsync(ApiRoute route, Role role, string target, string? eventType)
    {
        var path =
            "/api/"
            + route
                .Path.Replace("{caseId}", target, StringComparison.Ordinal)
                .Replace("{eventId}", "none", StringComparison.Ordinal)
                .Replace("{approvalId}", target + "~approval-1", StringComparison.Ordinal)
                .Replace("{accessId}", "none", StringComparison.Ordinal)
                .Replace("{version}", "0", StringComparison.Ordinal)
                .Replace("{profileId}", "EN-WT2023", StringComparison.Ordinal)
                .Replace("{type}", "VisitMade", StringComparison.Ordinal);
        if (route.Query.Any(query => query.Name == "team"))
            path += "?team=" + target;
        if (route.Function == "GetSubjectAccess")
            path += "?subject=by.SocialWorker";
        var body = new JsonObject { ["unknownField"] = true };
        if (eventType is not null)
            body = new JsonObject
            {
                ["type"] = eventType,
                ["occurredOn"] = "2026-02-03",
                ["data"] = body,
            };
        return api.SendAsync(
            new HttpMethod(route.Method), path, Tokens[role], route.Method is "POST" or "PUT" ? body.ToJsonString() : null);
    }

    /// <summary>What stands in the path for a sort: a case, or for a list its team.</summary>
    private async Task<Dictionary<string, string>> CasesAsync()
    {
        StoredStory own = await api.OpenAsync(),
            other = await api.OpenAsync("south"),
            restricted = await api.OpenAsync(),
            allowed = await api.OpenAsync("south"),
            closed = await api.OpenAsync(closed: true);
        await api.ChangeAsync(other, state => state with { ConferenceAgencies = ["police"] });
        await api.RestrictAsync(restricted, "someone.else");
        await api.RestrictAsync(allowed, [.. Enum.GetNames<Role>().Select(role => "by." + role)]);
        return new()
        {
            ["own"] = own.CaseId,
            ["otherTeam"] = other.CaseId,
            ["restricted"] = restricted.CaseId,
            ["allowed"] = allowed.CaseId,
            ["closed"] = closed.CaseId,
            ["unknown"] = Guid.NewGuid().ToString("D"),
            ["list:own"] = "north",
            ["list:otherTeam"] = "south",
        };
    }

    private static IEnumerable<Cell> Cells() =>
        from line in Lines()
        let list = line[0] is "ListCases" or "ListUnallocatedCases" or "GetWorklist" or "ListApprovals"
        from sort in Sorts.Select((name, index) => (Name: list ? "list:" + name : name, Status: line[index + 2]))
        where sort.Status != NotApplicable
        select new Cell(line[0], Enum.Parse<Role>(line[1]), sort.Name, sort.Status);

    private static IEnumerable<string[]> Lines() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Access", "access-matrix.csv"))
            .Skip(1).Select(line => line.Split(','));

    private sealed record Cell(string Operation, Role Role, string Sort, string Status);
}
