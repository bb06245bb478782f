using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Tests.Support;
using MailKit.Security;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail.Senders;

/// <summary>The three ways of a mail, each to something real in this process.</summary>
public sealed class SenderTests : IDisposable
{
    private const string Key = "test-00000000-0000-4000-8000-000000000001-00000000-0000-4000-8000-000000000002";

    private static readonly MailOptions Options = new() { From = "no-reply@authority.example" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("sw.1", "sw.1@authority.example")]
    [InlineData("Team manager, =?utf-8?B?RXZpbA==?= <all@evil.example>", "teamManager.north@authority.example")]
    [InlineData("\u6f22\u5b57 \ud83d\ude00 <a@b>, \"c\" (d)", "x@authority.example")]
    public async Task Files_AnyMail_IsOneFileThatAReceiverCanRead(string name, string address)
    {
        using var folder = new MailFolder(_folder.FullName);
        var mail = Mail(address) with { Name = name };

        await new FileMailSender(folder, Options).SendAsync(mail, again: false, default);
        await new FileMailSender(folder, Options).SendAsync(mail, again: true, default);

        var file = Assert.Single(_folder.GetFiles());
        Assert.Equal("20260203T070000-digest-0123456789abcdef.eml", file.Name);
        CheckRead(await File.ReadAllBytesAsync(file.FullName), address);
    }

    [Fact]
    public async Task Smtp_AMail_ArrivesAsItIs()
    {
        await using var server = new MailServer();

        await Smtp(server).SendAsync(Mail("sw.1@authority.example"), again: false, default);

        var (from, to, data) = Assert.Single(server.Mails);
        Assert.StartsWith("MAIL FROM:<no-reply@authority.example>", from, StringComparison.Ordinal);
        Assert.StartsWith("RCPT TO:<sw.1@authority.example>", to, StringComparison.Ordinal);
        Assert.Equal(["app right"], server.Logins);
        CheckRead(data, "sw.1@authority.example");
    }

    [Fact]
    public async Task Smtp_AnAddressThatTheServerRefuses_IsRefused()
    {
        await using var server = new MailServer();

        var refused = await Assert.ThrowsAsync<MailRefusedException>(
            () => Smtp(server).SendAsync(Mail("nobody@authority.example"), again: false, default));

        Assert.Equal("The mail server refused the address with 550.", refused.Message);
    }

    [Theory]
    [InlineData("451 4.3.0 Later", "right")]
    [InlineData("250 2.0.0 Taken", "wrong")]
    public async Task Smtp_ServerThatTakesNothingNow_IsAway(string afterData, string password)
    {
        await using var server = new MailServer { AfterData = afterData };

        var away = await Assert.ThrowsAsync<MailServiceUnavailableException>(
            () => Smtp(server, password).SendAsync(Mail("sw.1@authority.example"), again: false, default));

        Assert.DoesNotContain(password, away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Smtp_NoServer_IsAway()
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = Loopback.FreePort(), Security = SecureSocketOptions.None };

        await Assert.ThrowsAsync<MailServiceUnavailableException>(
            () => new SmtpMailSender(options, Options).SendAsync(Mail("sw.1@authority.example"), again: false, default));
    }

    [Fact]
    public async Task Notify_AMail_IsPostedWithTemplateAndReference()
    {
        await using var service = new NotifyService();

        await Notify(service).SendAsync(Mail("sw.1@authority.example"), again: false, default);

        var body = Assert.Single(service.Posted);
        Assert.Equal(
            ("sw.1@authority.example", "00000000-0000-4000-8000-000000000009", "0123456789abcdef0123456789abcdef01234567"),
            ((string)body["email_address"]!, (string)body["template_id"]!, (string)body["reference"]!));
        Assert.Equal("2 notices", (string)body["personalisation"]!["subject"]!);
        Assert.Contains("W.W. \u6f22", (string)body["personalisation"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notify_AgainAfterALostAnswer_IsPostedOnce()
    {
        await using var service = new NotifyService();
        var sender = Notify(service);
        await sender.SendAsync(Mail("sw.1@authority.example"), again: false, default);

        await sender.SendAsync(Mail("sw.1@authority.example"), again: true, default);

        Assert.Single(service.Posted);
    }

    [Theory]
    [InlineData(400, "email_address Not a valid email address", true)]
    [InlineData(400, "Can't send to this recipient using a team-only API key", true)]
    [InlineData(400, "Template not found", false)]
    [InlineData(403, "Invalid token: service not found", false)]
    [InlineData(429, "Exceeded rate limit", false)]
    [InlineData(500, "Internal server error", false)]
    public async Task Notify_WhatItRefuses_IsRefusedForItsAddressAlone(int status, string message, bool refused)
    {
        await using var service = new NotifyService { Fault = (status, message) };

        var failed = await Record.ExceptionAsync(() => Notify(service).SendAsync(Mail("sw.1@authority.example"), again: false, default));

        Assert.IsType(refused ? typeof(MailRefusedException) : typeof(MailServiceUnavailableException), failed);
        Assert.DoesNotContain("sw.1", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notify_NoService_IsAway()
    {
        var sender = new NotifyMailSender(
            new NotifyOptions { Key = Key, Template = "t", Address = new Uri($"http://127.0.0.1:{Loopback.FreePort()}/") });

        await Assert.ThrowsAsync<MailServiceUnavailableException>(
            () => sender.SendAsync(Mail("sw.1@authority.example"), again: true, default));
    }

    private static OutgoingMail Mail(string address) => new()
    {
        Id = "0123456789abcdef0123456789abcdef01234567",
        Kind = "digest",
        Address = address,
        Name = "sw.1",
        At = new DateTimeOffset(2026, 2, 3, 7, 0, 0, TimeSpan.Zero),
        Subject = "2 notices",
        Text = "W.W. \u6f22: A\nSince: today\nLink: x\n\n.\n\nI.Q.: B\nSince: now\nLink: y\n",
    };

    private static SmtpMailSender Smtp(MailServer server, string password = "right") => new(
        new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SecureSocketOptions.None, User = "app", Password = password },
        Options);

    private static NotifyMailSender Notify(NotifyService service) => new(
        new NotifyOptions { Key = Key, Template = "00000000-0000-4000-8000-000000000009", Address = service.Address });

    private static void CheckRead(byte[] bytes, string address)
    {
        var read = ParsedMail.Read(bytes);
        Assert.Equal((address, "no-reply@authority.example", "2 notices"), (read.To.Address, read.From.Address, read.Subject));
        Assert.Equal("<0123456789abcdef0123456789abcdef01234567@authority.example>", read.Headers["Message-ID"]);
        Assert.Equal(["W.W. \u6f22: A", "I.Q.: B"], read.Notices.Select(notice => notice.Title));
    }

    /// <summary>GOV.UK Notify, as far as its client asks it.</summary>
    private sealed class NotifyService : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;

        public NotifyService()
        {
            Address = new Uri($"http://127.0.0.1:{Loopback.FreePort()}/");
            _listener.Prefixes.Add(Address.AbsoluteUri);
            _listener.Start();
            _serving = ServeAsync();
        }

        public Uri Address { get; }

        public (int Status, string Message)? Fault { get; init; }

        public List<JsonNode> Posted { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task ServeAsync()
        {
            while (await _listener.GetContextAsync() is { } call)
            {
                var (status, body) = await AnswerAsync(call.Request);
                call.Response.StatusCode = status;
                await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()));
                call.Response.Close();
            }
        }

        private async Task<(int Status, JsonNode Body)> AnswerAsync(HttpListenerRequest request)
        {
            if (Fault is var (status, message))
                return (status, new JsonObject
                {
                    ["status_code"] = status,
                    ["errors"] = new JsonArray(new JsonObject { ["error"] = "ValidationError", ["message"] = message }),
                });
            if (request.HttpMethod == "GET")
                return (200, new JsonObject
                {
                    ["notifications"] = new JsonArray([.. Posted
                    .Where(one => (string?)one["reference"] == request.QueryString["reference"])
                    .Select(_ => new JsonObject { ["id"] = Guid.NewGuid().ToString() })])
                });
            using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
            Posted.Add(JsonNode.Parse(await reader.ReadToEndAsync())!);
            return (201, new JsonObject { ["id"] = Guid.NewGuid().ToString() });
        }
    }
}
