using System.Net.Sockets;
using System.Text;

namespace EndToEnd.Harness;

/// <summary>
/// A client that keeps to no rules: it sends what it is told, at its own pace, and reads what comes until the other side closes.
/// </summary>
internal sealed class RawClient : IDisposable
{
    private const int Most = 16 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly TcpClient _tcp = new() { NoDelay = true };

    private NetworkStream _stream = null!;

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(address.Host, address.Port);
        client._stream = client._tcp.GetStream();
        return client;
    }

    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends chunks of 64 KiB until so many bytes are sent or nobody takes them any more.</summary>
    /// <returns>Bytes that were taken.</returns>
    public async Task<long> PourAsync(long bytes)
    {
        var chunk = new byte[64 * 1024 + 9];
        Array.Fill(chunk, (byte)'x');
        Encoding.ASCII.GetBytes("10000\r\n").CopyTo(chunk, 0);
        Encoding.ASCII.GetBytes("\r\n").CopyTo(chunk, chunk.Length - 2);
        long sent = 0;
        try
        {
            for (; sent < bytes; sent += 64 * 1024)
                await _stream.WriteAsync(chunk).AsTask().WaitAsync(Limit);
        }
        catch (IOException)
        {
            // Refused in the middle, which is what is hoped for.
        }

        return sent;
    }

    /// <summary>What the other side said by the time it closed.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var said = new StringBuilder();
        var buffer = new byte[Most];
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer).AsTask().WaitAsync(Limit)) > 0 && said.Length < Most)
                said.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Closed hard.
        }

        return said.ToString();
    }

    public void Dispose() => _tcp.Dispose();
}
