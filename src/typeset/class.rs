//! What a character may do in a line: the sets of prohibitions and the marks that can give up room.
//!
//! **Source:** GB/T 15834-2011 §5.1 and W3C clreq, GB style.

/// The part that a character plays in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Any character that fills a cell and has no other part.
    Han,
    /// 。？！
    Stop,
    /// ，、；：
    Pause,
    /// An opening bracket, quote or title mark.
    Opener,
    /// A closing bracket, quote or title mark.
    Closer,
    /// 间隔号 ·
    Dot,
    /// 破折号, one half of it: —
    Dash,
    /// 省略号, one half of it: …
    Ellipsis,
    /// 连接号 that fills a cell: ～ －
    Connector,
    /// 分隔号 that fills a cell: ／
    Solidus,
    /// The raised sign of a note: it goes with what stands before it.
    Note,
    /// A proportional letter, digit or sign.
    Western,
    /// A blank that a line may break after.
    Space,
    /// A blank that keeps its neighbours together.
    Glue,
}

impl Class {
    /// The class of a character that is as wide as its em, or of one of the marks that fill a cell anyway.
    pub(super) const fn wide(character: char) -> Self {
        match character {
            '。' | '？' | '！' | '．' => Self::Stop,
            '，' | '、' | '；' | '：' => Self::Pause,
            '“' | '‘' | '（' | '〔' | '［' | '｛' | '《' | '〈' | '「' | '『' | '【' | '〖' => {
                Self::Opener
            }
            '”' | '’' | '）' | '〕' | '］' | '｝' | '》' | '〉' | '」' | '』' | '】' | '〗' => {
                Self::Closer
            }
            '·' | '・' | '‧' => Self::Dot,
            '—' | '―' => Self::Dash,
            '…' | '⋯' => Self::Ellipsis,
            '～' | '－' | '〜' => Self::Connector,
            '／' => Self::Solidus,
            '\u{3000}' => Self::Space,
            _ => Self::Han,
        }
    }

    /// Marks that fill a cell in Chinese text even where a face makes them narrow.
    pub(super) const fn fills_a_cell(character: char) -> bool {
        !matches!(Self::wide(character), Self::Han | Self::Space)
    }

    /// Proportional characters: letters, digits, blanks.
    pub(super) const fn is_narrow(self) -> bool {
        matches!(self, Self::Western | Self::Space | Self::Glue)
    }

    /// Blanks of either kind.
    pub(super) const fn is_blank(self) -> bool {
        matches!(self, Self::Space | Self::Glue)
    }

    /// Marks whose ink fills one half of the cell, so that the other half can go.
    pub(super) const fn is_half_blank(self) -> bool {
        matches!(self, Self::Stop | Self::Pause | Self::Opener | Self::Closer)
    }

    /// Marks with the blank half on the right.
    pub(super) const fn is_blank_on_the_right(self) -> bool {
        matches!(self, Self::Stop | Self::Pause | Self::Closer)
    }

    /// Whether a line must not begin with it.
    pub(super) const fn is_barred_from_start(self, character: char) -> bool {
        match self {
            Self::Stop
            | Self::Pause
            | Self::Closer
            | Self::Dot
            | Self::Connector
            | Self::Solidus
            | Self::Note => true,
            Self::Western => matches!(character, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%'),
            Self::Han => matches!(character, '％' | '‰' | '℃' | '々'),
            _ => false,
        }
    }

    /// Whether a line must not end with it.
    pub(super) const fn is_barred_from_end(self, character: char) -> bool {
        match self {
            Self::Opener | Self::Solidus => true,
            Self::Western => matches!(character, '(' | '[' | '{'),
            Self::Han => matches!(character, '￥' | '＄' | '№'),
            _ => false,
        }
    }
}
