using Conversations.Web.Attachments;

namespace Conversations.Web.Tests.Attachments;

public sealed class PixelSizeTests
{
    [Theory]
    [InlineData("image/gif", "47494638396140010F00")]
    [InlineData("image/jpeg", "FFD8FFE000104A46494600010100000100010000FFFFC0001108000F0140030122")]
    [InlineData("image/jpeg", "FFD8FFC2001108000F0140030122")]
    [InlineData("image/webp", "52494646000000005745425056503858 0A000000 00000000 3F0100 0E0000")]
    [InlineData("image/webp", "5249464600000000574542505650384C 00000000 2F 3F810300 0000000000")]
    [InlineData("image/webp", "52494646000000005745425056503820 00000000 000000 9D012A 4001 0F00")]
    public void Width_and_height_are_read_from_the_header(string type, string hex)
    {
        var file = Convert.FromHexString(hex.Replace(" ", ""));
        Assert.Equal(new FileKind(type, new PixelSize(320, 15)), FileKind.Of(file));
    }

    [Theory]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("FFD8FFE0FFFF")]
    [InlineData("FFD8FFD9")]
    [InlineData("474946383961")]
    [InlineData("474946383961000000000000")]
    [InlineData("5249464600000000574542505650385800")]
    public void An_image_whose_size_cannot_be_read_is_just_bytes(string hex) =>
        Assert.Equal("application/octet-stream", FileKind.Of(Convert.FromHexString(hex)).ContentType);

    [Fact]
    public void No_beginning_of_an_image_and_no_damage_to_it_breaks_the_reading()
    {
        var whole = Convert.FromHexString("FFD8FFE000104A46494600010100000100010000FFFFC0001108000F0140030122");
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var file = whole[..random.Next(whole.Length + 1)];
            for (var hit = random.Next(4); hit > 0 && file.Length > 3; hit--)
            {
                file[random.Next(2, file.Length)] = (byte)random.Next(256);
            }

            _ = FileKind.Of(file);
        }
    }

    [Theory]
    [InlineData("C:\\Users\\ana\\invoice.pdf", "invoice.pdf")]
    [InlineData("../../.bashrc", "bashrc")]
    [InlineData("cod\u202Egnp.exe", "codgnp.exe")]
    [InlineData("a\r\nb\"c;.txt", "ab\"c;.txt")]
    [InlineData("\u200B", "file")]
    [InlineData(null, "file")]
    public void Of_a_name_only_what_can_be_trusted_is_left(string? given, string left) => Assert.Equal(left, FileName.Clean(given));
}
