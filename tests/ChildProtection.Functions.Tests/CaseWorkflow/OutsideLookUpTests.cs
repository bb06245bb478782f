using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>N-14: which agencies have not taken the notice of a decision.</summary>
public sealed class OutsideLookUpTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const long Fact = 12;

    private readonly string _caseId = Guid.NewGuid().ToString("D");
    private readonly Mock<IAgencyNotices> _bus = new();
    private readonly SentNotifications _sent = new();

    [Fact]
    [Obligation("N-14")]
    public async Task LookUp_OneAgencyHasTakenIt_NamesTheOther()
    {
        await PublishAsync(null, Notice("police"), Notice("health"));
        Takes("health");

        Assert.Equal(["police"], await UntakenAsync());
    }

    [Fact]
    [Obligation("N-14")]
    public async Task LookUp_NotSentYet_IsNotTaken()
    {
        _sent.BusIsAway = true;
        await Assert.ThrowsAsync<BusUnavailableException>(() => PublishAsync(null, Notice("police")));
        Takes("police");

        Assert.Equal(["police"], await UntakenAsync());
    }

    [Fact]
    [Obligation("N-14")]
    public async Task LookUp_TheCaseIsRestrictedWithoutTheAgency_IsNotTaken()
    {
        await PublishAsync(["sw.1", "agency/health"], Notice("police"), Notice("health"));
        Takes("health");
        Takes("police");

        Assert.Equal(["police"], await UntakenAsync());
    }

    [Fact]
    public async Task LookUp_NoNoticeIsAskedFor_KeepsNoRowAndNamesNobody()
    {
        await PublishAsync(null, Notice("police") with { MustBeTaken = false });

        Assert.Empty((await UntakenAsync())!);
        Assert.Null(await store.Tables.Cases.FindAsync(_caseId, CaseKeys.Sent(Fact), default));
    }

    [Fact]
    public async Task LookUp_TheBusIsAway_Fails()
    {
        await PublishAsync(null, Notice("police"));
        _bus.Setup(bus => bus.IsTakenAsync("police", It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new BusUnavailableException("The bus is away, says the test.", new IOException()));

        await Assert.ThrowsAsync<BusUnavailableException>(UntakenAsync);
    }

    [Fact]
    public async Task LookUp_OfManagersAlone_AsksTheListAndNotTheBus()
    {
        var managers = new Mock<ITeamManagers>();
        managers.Setup(teams => teams.Of("north")).Returns(["mgr.1"]);
        var lookUp = new OutsideLookUp(store.Tables, new Mock<IAgencyNotices>(MockBehavior.Strict).Object, managers.Object);

        var answer = await lookUp.LookUpOutside(Asking(new OutsideQuestion { ManagersOf = "north" }), default);

        Assert.Equal(["mgr.1"], answer.Managers);
        Assert.Null(answer.Untaken);
    }

    private void Takes(string agency) => _bus
        .Setup(bus => bus.IsTakenAsync(agency, Notice(agency).Id, It.IsAny<CancellationToken>())).ReturnsAsync(true);

    private async Task<IReadOnlyList<string>?> UntakenAsync()
    {
        var lookUp = new OutsideLookUp(store.Tables, _bus.Object, new Mock<ITeamManagers>(MockBehavior.Strict).Object);
        return (await lookUp.LookUpOutside(Asking(new OutsideQuestion { NoticesOf = Fact }), default)).Untaken;
    }

    private LookUpInput Asking(OutsideQuestion question) => new() { CaseId = _caseId, Question = question };

    /// <summary>What an approval of closing leaves, published.</summary>
    private async Task PublishAsync(IReadOnlyList<string>? allowed, params StoredNotification[] told)
    {
        var outbox = Outbox.OfMessages(_caseId, CaseKeys.Outbox(Fact)[CaseKeys.OutboxPrefix.Length..]);
        NotificationOutbox.Write(outbox, told);
        await store.Tables.Cases.PutAsync(outbox, default);
        TableEntity? row = allowed is null ? null : RestrictedRow(allowed);
        var publisher = new CasePublisher(store.Tables, _sent, NullLogger<CasePublisher>.Instance);
        await publisher.PublishAsync(outbox, row, default);
    }

    private TableEntity RestrictedRow(IReadOnlyList<string> allowed)
    {
        var row = TableRows.New(_caseId, CaseKeys.Case);
        RestrictionRow.Mark(row, allowed);
        return row;
    }

    private StoredNotification Notice(string agency) => new()
    {
        Id = $"{_caseId}:{Fact}:enquiryConcluded:{agency}",
        CaseId = _caseId,
        At = new DateTimeOffset(2027, 2, 11, 12, 0, 0, TimeSpan.Zero),
        Kind = "enquiryConcluded",
        Agency = agency,
        Data = new JsonObject { ["child"] = "C-1" },
        MustBeTaken = true,
    };
}
