using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail.Senders;

/// <summary>A mail server in this process: SMTP as far as a client needs it. Addresses that begin with "no" are refused.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answer to the end of a mail's data.</summary>
    public string AfterData { get; set; } = "250 2.0.0 Taken";

    public List<(string From, string To, byte[] Data)> Mails { get; } = [];

    public List<string> Logins { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await TalkAsync(reader, writer);
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var (from, to) = ("", "");
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            var answer = "250 2.1.0 OK";
            if (line.StartsWith("EHLO", StringComparison.Ordinal))
                answer = "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN";
            else if (line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal))
                answer = LogIn(line["AUTH PLAIN ".Length..]);
            else if (line.StartsWith("MAIL FROM:", StringComparison.Ordinal))
                from = line;
            else if (line.StartsWith("RCPT TO:", StringComparison.Ordinal))
                (to, answer) = line.Contains("<no", StringComparison.Ordinal) ? ("", "550 5.1.1 Nobody of that name") : (line, answer);
            else if (line == "DATA")
            {
                await writer.WriteLineAsync("354 Go on");
                Mails.Add((from, to, await DataAsync(reader)));
                answer = AfterData;
            }
            else if (line == "QUIT")
                answer = "221 Bye";

            await writer.WriteLineAsync(answer);
        }
    }

    private string LogIn(string secret)
    {
        Logins.Add(Encoding.UTF8.GetString(Convert.FromBase64String(secret)).Replace('\0', ' ').Trim());
        return Logins[^1].EndsWith("right", StringComparison.Ordinal) ? "235 2.7.0 In" : "535 5.7.8 Wrong";
    }

    private async Task<byte[]> DataAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
