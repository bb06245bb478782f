using System.Text;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// A whole case in which every name and every text has a mark (F27). The record store holds them. Nothing else does, but for the bus's own
/// file, which holds what agencies sent until its pages are used again.
/// </summary>
[Collection(AgencyCaseCollection.Name)]
public sealed class LeakageTests(AgencyCaseTold told)
{
    private static readonly Person Stranger = new("sw.9", "Sid Strange", "SocialWorker");
    private static readonly Person Outsider = new("police.9", "Pat Outside", "Agency", "fire");

    [Fact]
    public async Task Chronology_HoldsTheMarks_SoThatTheSearchFindsWhatThereIs()
    {
        var chronology = string.Concat((await told.Case.FactsAsync()).Select(fact => fact.ToJsonString()));

        Assert.Contains(Marks.Kept, chronology, StringComparison.Ordinal);
        Assert.Contains(Marks.Sent, chronology, StringComparison.Ordinal);
        Assert.Contains(Marks.Kept + "9999", chronology, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_OfTheWholeCase_HoldNoMark() => AssertClean("the app's output", told.App.Output());

    [Fact]
    public void Files_OfTheApp_HoldNoMark()
    {
        // A lock file is empty, and nobody else may open it.
        var files = Directory
            .GetFiles(told.App.AppData, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(files, file => file.EndsWith("bus.db", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = ReadShared(file);
            AssertWithout(Marks.Kept, file, bytes);
            // The wire itself must carry what an agency writes.
            if (!Path.GetFileName(file).StartsWith("bus.db", StringComparison.Ordinal))
                AssertWithout(Marks.Sent, file, bytes);
        }
    }

    [Fact]
    public void Notifications_AndMail_HoldNoMark()
    {
        foreach (var (agency, received) in told.Received)
            Assert.All(received, one => AssertClean($"a message to {agency}", one.ToJsonString()));
        var mails = Directory.GetFiles(told.App.Mail);
        Assert.NotEmpty(mails);
        Assert.All(mails, mail => AssertClean(mail, Path.GetFileName(mail) + File.ReadAllText(mail)));
        // Each to the one person or role that its own message was for, and of nothing but the case and its child.
        Assert.All(mails.Select(mail => ParsedMail.Read(File.ReadAllBytes(mail))), mail =>
        {
            Assert.Matches("^(sw|mgr|chair|svc|bs)[.]1@|^[a-zA-Z]+[.]north@", mail.To.Address);
            Assert.All(mail.Notices, notice =>
            {
                Assert.Equal(told.Case.Story.CaseId, notice.Fields["Case"]);
                Assert.Subset(new HashSet<string> { "Since", "On", "By", "Was due", "What to do", "Case" }, notice.Fields.Keys.ToHashSet());
            });
        });
    }

    [Theory]
    [InlineData(
        "/v1/traces",
        "intake",
        "message",
        "signal",
        "CommitCase",
        "PublishCase",
        "childprotection.case.id",
        "ConferenceHeld",
        "checkpoint")]
    [InlineData(
        "/v1/metrics",
        "childprotection.signals",
        "childprotection.timer.lag",
        "childprotection.inbox.age",
        "childprotection.outbox.age",
        "childprotection.dead_letters",
        "childprotection.deadlines.overdue",
        "childprotection.approvals.waiting")]
    public async Task Telemetry_OfTheWholeCase_TellsWhatHappenedAndHoldsNoMark(string path, params string[] expected)
    {
        foreach (var name in expected)
            await Until.TrueAsync($"{name} is sent to {path}", () => Task.FromResult(told.Telemetry.Has(path, name)));
        if (path == "/v1/traces")
            Assert.True(told.Telemetry.Has(path, told.Case.Story.CaseId), "No span names the case.");

        var received = told.Telemetry.Received(path);
        // Whole marks: two letters occur in the bytes of ids by chance.
        Assert.All((string[])[Marks.Kept, Marks.Sent, "Robin", "Example", "Sam Walker"], mark => AssertWithout(mark, path, received));
    }

    [Fact]
    public async Task Refusals_OfOtherCallers_HoldNoMark()
    {
        var (api, path) = (told.App.Api, told.Case.Story.CasePath);
        var key = AgencyStory.Steps[0].Key;
        Answer[] answers =
        [
            await api.GetAsync(path, Outsider),
            await api.GetAsync($"{path}/chronology", Stranger with { Role = "Agency", Agency = "fire" }),
            await api.GetAsync($"{path}/plan/versions/999", Manager),
            await api.RaiseAsync(
                told.Case.Story.CaseId,
                Manager,
                "ReferralDecision",
                "2026-02-03",
                """{ "outcome": "assess", "reason": "Zqkept in vain" }""",
                key),
            await api.RaiseAsync(
                told.Case.Story.CaseId, Manager, "ReferralDecision", "2026-02-03", """{ "outcome": "Zqkept in vain" }""", "invalid"),
            await api.RaiseAsync(
                told.Case.Story.CaseId,
                Stranger,
                "NewConcern",
                "2026-02-03",
                """{ "significantHarm": false, "concern": "Zqkept in vain" }""",
                "closed"),
            await api.GetAsync("/api/cases?q=Zqkept0001&team=", Outsider),
            await api.GetAsync("/api/cases?q=Zqkept0001&limit=Zqkept", Manager),
            await api.GetAsync("/api/cases?q=Zqkept", Manager),
            await api.PostAsync("/api/cases/search", Outsider, """{ "name": "Zqkept0001" }"""),
            await api.PostAsync("/api/cases/search", Manager, """{ "name": "Zqkept0001", "cursor": "Zqkept" }"""),
            await api.PostAsync("/api/referrals", School, """{ "concern": "Zqkept in vain", "Zqkept": 1 """),
        ];

        Assert.All(answers, answer =>
        {
            Assert.True((int)answer.Status >= 400, $"{answer.Request}: {answer.Status}");
            AssertClean($"{answer.Request} {answer.Status}", answer.Text + answer.Location);
        });
        AssertClean("the app's output afterwards", told.App.Output());
    }

    private static void AssertClean(string where, string text)
    {
        var at = text.IndexOf("Zq", StringComparison.OrdinalIgnoreCase);
        Assert.True(at < 0, at < 0 ? "" : $"{where}: ...{text[Math.Max(0, at - 150)..Math.Min(text.Length, at + 60)]}");
    }

    /// <summary>In either encoding that a file may have.</summary>
    private static void AssertWithout(string mark, string file, byte[] bytes)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
        {
            var at = bytes.AsSpan().IndexOf(encoding.GetBytes(mark));
            Assert.True(
                at < 0,
                at < 0
                    ? ""
                    : $"{file} at {at}: "
                + encoding.GetString(bytes.AsSpan(Math.Max(0, at - 200), Math.Min(260, bytes.Length - Math.Max(0, at - 200))))
            );
        }
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
